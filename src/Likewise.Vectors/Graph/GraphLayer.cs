using System.Diagnostics;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Graph;

/// <summary>One level of a graph: rows of codes and of links to each other.</summary>
/// <remarks>
/// <para><b>Links are mutual</b>: a row that is in another's list has that one in its own. So whoever is linked with a row is
/// known from the row itself, and a row that leaves can be taken out of every list.</para>
/// <para><b>The level hangs together</b>: every row can be reached from every other. A new row is linked with one that is there;
/// a link is given up only where its ends share another neighbour, which keeps them connected; and when a row leaves, those that
/// it held together are linked with each other, or their neighbours' neighbours are.</para>
/// <para><b>Changes are the writer's</b>, one at a time. Readers go along the lists meanwhile: a place in a list is written in
/// one go, what stays in a list keeps its place, and a row that leaves keeps its own list until its slot is used again.</para>
/// </remarks>
internal sealed partial class GraphLayer
{
    private readonly RowTable _table;
    private readonly RowColumn[] _columns;
    private readonly int _linksMax;
    private LayerView _view;

    public GraphLayer(GraphShape shape, int level)
    {
        _columns = shape.Columns(level);
        _linksMax = shape.LinksMax(level);
        _table = new RowTable(_columns) { KeepsSlots = true };
        _view = new LayerView([], _columns);
    }

    /// <summary>The level's rows, for those who save or load all of them.</summary>
    public RowTable Table => _table;

    /// <summary>The level as it stands.</summary>
    public LayerView View => Volatile.Read(ref _view);

    public int Count => _table.Count;

    public long Bytes => _table.Bytes;

    public bool TryFind(long key, out int slot) => _table.TryFind(key, out slot);

    /// <summary>Adds a row and links it.</summary>
    /// <param name="key">On level 0 the vector's, above it the slot of the row below.</param>
    /// <param name="code">Its code.</param>
    /// <param name="vector">Its vector, as it is kept; empty above level 0.</param>
    /// <param name="chosen">Live rows to link it with, nearest first; empty only for the first row.</param>
    /// <returns>Its slot.</returns>
    public int Add(long key, ReadOnlySpan<ulong> code, ReadOnlySpan<byte> vector, ReadOnlySpan<int> chosen)
    {
        Debug.Assert(chosen.IsEmpty == (Count == 0));
        var slot = Write(key, new GraphRow(code, [], vector));
        foreach (var other in chosen)
            TryConnect(slot, other, isNeeded: !CanLose(slot));
        if (!chosen.IsEmpty && _view.LinksOf(slot).IsEmpty)
            Interpose(slot, chosen[0]);
        return slot;
    }

    /// <summary>Removes a row: those that it is linked with are linked with each other in its stead.</summary>
    public void Remove(long key, int slot)
    {
        Span<int> neighbors = stackalloc int[_linksMax];
        var links = _view.LinksOf(slot);
        links.CopyTo(neighbors);
        neighbors = neighbors[..links.Length];

        _leaving = slot;
        Mend(neighbors);
        _leaving = LayerView.None;
        foreach (var neighbor in neighbors)
            TakeOut(neighbor, slot);
        _table.Remove(key);
    }

    /// <summary>Any live row but one; none when there is no other.</summary>
    public int AnyBut(int slot)
    {
        var links = _view.LinksOf(slot);
        return links.IsEmpty ? LayerView.None : links[0]; // The level hangs together.
    }

    /// <summary>Copies every live row into an empty level, one after the other.</summary>
    /// <param name="destination">The empty level.</param>
    /// <param name="below">From slots to slots as the level below has been moved; empty on level 0.</param>
    /// <returns>From slots to slots.</returns>
    public int[] MoveTo(GraphLayer destination, ReadOnlySpan<int> below)
    {
        var moved = new int[_view.Slots];
        var count = 0;
        for (var slot = 0; slot < moved.Length; slot++)
            moved[slot] = _view.IsLive(slot) ? count++ : LayerView.None;

        Span<int> links = stackalloc int[_linksMax];
        for (var slot = 0; slot < moved.Length; slot++)
        {
            if (moved[slot] == LayerView.None)
                continue;

            var old = _view.LinksOf(slot);
            for (var i = 0; i < old.Length; i++)
                links[i] = moved[old[i]];
            var (block, row) = (_view.BlockOf(slot), slot % RowTable.BlockRows);
            var key = below.IsEmpty ? block.Key(row) : below[(int)block.Key(row)];
            ReadOnlySpan<byte> vector = below.IsEmpty ? block.Row<byte>(GraphShape.VectorColumn, row) : [];
            var place = destination.Write(key, new GraphRow(block.Row<ulong>(0, row), links[..old.Length], vector));
            Debug.Assert(place == moved[slot]);
        }

        return moved;
    }

    /// <summary>Takes in that the table has other blocks now.</summary>
    public void Refresh() => Volatile.Write(ref _view, new LayerView(_table.Blocks, _columns));

    private int Write(long key, scoped in GraphRow row)
    {
        var slot = _table.Write(key, row);
        var blocks = _table.Blocks;
        var isSame = blocks.Length == _view.Blocks.Length && ReferenceEquals(blocks[0], _view.Blocks[0]);
        if (!isSame)
            Refresh();
        return slot;
    }

    /// <summary>A row's links, to be changed: a snapshot that is being written keeps what they were.</summary>
    private Span<int> LinksToChange(int slot)
    {
        _table.BeforeChange(slot);
        return _view.Links(slot);
    }
}
