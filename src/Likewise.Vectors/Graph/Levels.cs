using System.Runtime.InteropServices;

namespace Likewise.Vectors.Graph;

/// <summary>A graph of rows on several levels, after Malkov and Yashunin (2018).</summary>
/// <remarks>
/// Every row is on level 0, one in M of them on level 1 too, and so on; a row above names its row below by the slot. A search
/// begins at the entry row of the highest level, comes as near as that level gets, goes down, and widens on the lowest. Readers
/// take levels and entry at once; the writer replaces both at once.
/// </remarks>
internal sealed class Levels(GraphShape shape)
{
    /// <summary>How many of the nearest a walk above the lowest level goes on from.</summary>
    private const int UpperWidth = 16;

    /// <summary>Searches that begin at rows which are all removed meanwhile begin anew, so often at most.</summary>
    private const int TriesMax = 16;

    private readonly int[] _reachAll = [.. Enumerable.Repeat(shape.CodeBits, shape.CodeBits + 1)];
    private readonly int[] _reach = [.. Enumerable.Range(0, shape.CodeBits + 1).Select(best => ReachOf(best, shape.CodeBits))];
    private GraphTop _top = GraphTop.Empty;

    public int Count => Ground?.Count ?? 0;

    public GraphLayer? Ground => Top.Layers is [var ground, ..] ? ground : null;

    /// <summary>Whether three rows in four are dead.</summary>
    public bool IsSparse => Ground is not { } ground || (ground.View.Slots > 4 && 4L * ground.Count <= ground.View.Slots);

    /// <summary>The levels, the lowest first.</summary>
    public ReadOnlySpan<GraphLayer> Layers => Top.Layers;

    public long Bytes => Top.Layers.Sum(layer => layer.Bytes);

    /// <summary>The row of the highest level where every search begins; negative when there is none.</summary>
    public int Entry => Top.Entry;

    private GraphTop Top => Volatile.Read(ref _top);

    /// <summary>A graph of levels that are there already.</summary>
    public static Levels Of(GraphShape shape, GraphLayer[] layers, int entry) =>
        new(shape) { _top = new GraphTop(layers, entry) };

    /// <summary>Walks to the rows nearest to a code; they are in the draft's frontier then.</summary>
    /// <returns>The view of the lowest level in which they are; null when there is none.</returns>
    public LayerView? Search(ReadOnlySpan<ulong> code, int width, int wanted, GraphDraft draft)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var top = Top;
            if (top.Layers.Length == 0)
                return null;

            ReadOnlySpan<int> seeds = [top.Entry];
            var level = top.Layers.Length - 1;
            for (; level > 0 && !seeds.IsEmpty; level--)
            {
                var upper = top.Layers[level].View;
                Walk(upper, code, seeds, UpperWidth, UpperWidth, _reachAll, draft.Frontier);
                seeds = Descend(upper, draft);
            }

            if (seeds.IsEmpty)
                continue;
            var view = top.Layers[0].View;
            Walk(view, code, seeds, width, wanted, _reach, draft.Frontier);
            return view;
        }

        return null;
    }

    /// <summary>Chooses what a new row is to be linked with, on every level that it will be on.</summary>
    public void Prepare(ReadOnlySpan<ulong> code, int highest, GraphDraft draft)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            draft.Clear();
            var top = Top;
            ReadOnlySpan<int> seeds = [top.Entry];
            for (var level = top.Layers.Length - 1; level >= 0 && !seeds.IsEmpty; level--)
            {
                var view = top.Layers[level].View;
                var width = level > highest ? UpperWidth : shape.BuildWidth;
                Walk(view, code, seeds, width, width, _reachAll, draft.Frontier);
                if (level <= highest)
                    draft.Choose(level, view, width, shape.LinksAsked);
                if (level > 0)
                    seeds = Descend(view, draft);
            }

            if (!seeds.IsEmpty)
                return;
        }
    }

    /// <summary>Adds a row; the writer's.</summary>
    public void Add(long key, ReadOnlySpan<ulong> code, ReadOnlySpan<byte> vector, int highest, GraphDraft draft)
    {
        // 1. Meanwhile rows that were chosen may have left, and others come.
        var layers = Top.Layers;
        for (var level = 0; level <= highest && level < layers.Length; level++)
        {
            draft.KeepLive(level, layers[level].View);
            if (draft.Chosen(level).IsEmpty)
                Prepare(code, highest, draft);
        }

        // 2. From below, so that nobody is led to a row that is not there yet.
        for (var level = 0; level <= highest && level < layers.Length; level++)
            key = layers[level].Add(key, code, level == 0 ? vector : [], draft.Chosen(level));

        // 3. One new level at most, so that levels are not empty but for one row.
        if (highest < layers.Length)
            return;
        var layer = new GraphLayer(shape, layers.Length);
        var entry = layer.Add(key, code, layers.Length == 0 ? vector : [], []);
        Volatile.Write(ref _top, new GraphTop([.. layers, layer], entry));
    }

    public bool Remove(long key)
    {
        // 1. Where is it?
        var layers = Top.Layers;
        Span<int> slots = stackalloc int[layers.Length];
        var levels = 0;
        for (var name = key; levels < layers.Length && layers[levels].TryFind(name, out var slot); levels++)
            name = slots[levels] = slot;
        if (levels == 0)
            return false;

        // 2. Searches begin elsewhere.
        if (levels == layers.Length && slots[levels - 1] == Top.Entry)
            Volatile.Write(ref _top, WithoutEntry(layers, slots));

        // 3. From above, so that nobody is led to a row that is not there any more.
        for (var level = levels - 1; level >= 0; level--)
            layers[level].Remove(level == 0 ? key : slots[level - 1], slots[level]);
        return true;
    }

    /// <summary>The same graph in as few rows as it needs, for a writer to put in the place of this one.</summary>
    public Levels Compact()
    {
        var top = Top;
        var layers = new GraphLayer[top.Layers.Length];
        int[] moved = [];
        for (var level = 0; level < layers.Length; level++)
            moved = top.Layers[level].MoveTo(layers[level] = new GraphLayer(shape, level), moved);
        return Of(shape, layers, layers.Length == 0 ? LayerView.None : moved[top.Entry]);
    }

    private static GraphTop WithoutEntry(GraphLayer[] layers, ReadOnlySpan<int> slots)
    {
        for (var level = layers.Length - 1; level >= 0; level--)
        {
            if (layers[level].AnyBut(slots[level]) is >= 0 and var entry)
                return new GraphTop(layers[..(level + 1)], entry);
        }

        return GraphTop.Empty;
    }

    private void Walk(
        LayerView view, ReadOnlySpan<ulong> code, ReadOnlySpan<int> seeds, int width, int wanted, int[] reach, Frontier frontier)
    {
        frontier.Begin(view.Slots, shape.CodeBits, width, wanted, reach);
        LayerWalk.Run(view, ref MemoryMarshal.GetReference(code), seeds, frontier);
        GC.KeepAlive(view);
    }

    /// <summary>The rows below the nearest that were found.</summary>
    private static ReadOnlySpan<int> Descend(LayerView view, GraphDraft draft)
    {
        Span<ulong> found = stackalloc ulong[GraphDraft.SeedsMax];
        var count = 0;
        foreach (var nearest in found[..draft.Frontier.Read(found)])
        {
            if (view.TryReadKey(Frontier.SlotOf(nearest), out var below))
                draft.Seeds[count++] = (int)below;
        }

        return draft.Seeds.AsSpan(0, count);
    }

    /// <summary>How near a row must be for a search to go on from it, once the last that is wanted is so near.</summary>
    /// <remarks>
    /// Within a quarter of the bits (a cosine of 0.7) something near has been found. What may still be nearer is linked with rows
    /// near to it, which are not much farther from the query: 3/16 of the bits allow for that. Half as many cost a third of the
    /// time and half a point of recall on prompts.
    /// </remarks>
    private static int ReachOf(int best, int codeBits) => best < codeBits / 4 ? best + (3 * codeBits / 16) : codeBits;
}
