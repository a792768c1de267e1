using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Graph;

/// <summary>The blocks of a level as they stood once: for everyone who goes along its links.</summary>
/// <remarks>
/// A link may lead to a slot that was added later, and so lies beyond the view: it is passed over. Who reads codes or links keeps
/// the view alive until the end.
/// </remarks>
internal sealed class LayerView
{
    /// <summary>Where a list of links ends before it is full.</summary>
    public const int None = -1;

    private readonly RowBlock[] _blocks;
    private readonly ColumnView _codes;
    private readonly ColumnView _links;

    public LayerView(ReadOnlySpan<RowBlock> blocks, ReadOnlySpan<RowColumn> columns)
    {
        _blocks = blocks.ToArray();
        _codes = new ColumnView(blocks, GraphShape.CodeColumn, columns[GraphShape.CodeColumn]);
        _links = new ColumnView(blocks, GraphShape.LinksColumn, columns[GraphShape.LinksColumn]);
        CodeWords = columns[GraphShape.CodeColumn].RowBytes / sizeof(ulong);
        LinksMax = columns[GraphShape.LinksColumn].RowBytes / sizeof(int);
        Slots = blocks.IsEmpty ? 0 : ((blocks.Length - 1) * RowTable.BlockRows) + blocks[^1].Rows;
    }

    public ReadOnlySpan<RowBlock> Blocks => _blocks;

    public int Slots { get; }

    public int CodeWords { get; }

    public int LinksMax { get; }

    public RowBlock BlockOf(int slot) => _blocks[slot / RowTable.BlockRows];

    public bool IsLive(int slot) => BlockOf(slot).IsLive(slot % RowTable.BlockRows);

    /// <summary>The first word of a row's code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong Code(int slot) => ref _codes.At<ulong>(slot);

    /// <summary>A row's links, and <see cref="None"/> after the last. Shape [<see cref="LinksMax"/>].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<int> Links(int slot) => MemoryMarshal.CreateSpan(ref _links.At<int>(slot), LinksMax);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Distance(ref ulong code, int slot) => CodeDistance.Between(ref code, ref Code(slot), CodeWords);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Distance(int one, int other) => Distance(ref Code(one), other);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchCode(int slot) => _codes.Prefetch(slot);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchLinks(int slot) => _links.Prefetch(slot);

    /// <summary>A row's links up to the last.</summary>
    public ReadOnlySpan<int> LinksOf(int slot)
    {
        ReadOnlySpan<int> links = Links(slot);
        var end = links.IndexOf(None);
        return end < 0 ? links : links[..end];
    }

    /// <summary>Reads the key of a row that is live and whole.</summary>
    public bool TryReadKey(int slot, out long key)
    {
        var (block, row) = (BlockOf(slot), slot % RowTable.BlockRows);
        var stamp = block.Stamp(row);
        key = block.Key(row);
        return RowBlock.IsWhole(stamp) && block.IsStill(row, stamp);
    }
}
