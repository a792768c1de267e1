namespace Likewise.Vectors.Graph;

/// <summary>What a thread needs to search, or to prepare a row: it keeps it for the next time.</summary>
internal sealed class GraphDraft
{
    /// <summary>Rows of a level above from which the walk over the one below begins.</summary>
    public const int SeedsMax = 4;

    [ThreadStatic]
    private static GraphDraft? t_mine;

    private readonly int[][] _chosen = [.. Enumerable.Range(0, GraphShape.LevelsMax).Select(_ => Array.Empty<int>())];
    private readonly int[] _chosenCounts = new int[GraphShape.LevelsMax];
    private ulong[] _found = [];

    public static GraphDraft Mine => t_mine ??= new GraphDraft();

    public Frontier Frontier { get; } = new();

    public int[] Seeds { get; } = new int[SeedsMax];

    /// <summary>Rows that a new row is to be linked with on a level, nearest first.</summary>
    public ReadOnlySpan<int> Chosen(int level) => _chosen[level].AsSpan(0, _chosenCounts[level]);

    public void Clear() => Array.Clear(_chosenCounts);

    /// <summary>Chooses among the rows that a walk found.</summary>
    /// <remarks>
    /// The paper's algorithm 4: nearest first, those that are nearer to the new row than to any chosen before. When these are
    /// few, the nearest of the others, up to half of the wanted number.
    /// </remarks>
    public void Choose(int level, LayerView view, int width, int wanted)
    {
        if (_found.Length < width)
            _found = new ulong[width];
        if (_chosen[level].Length < wanted)
            _chosen[level] = new int[wanted];
        var found = _found.AsSpan(0, Frontier.Read(_found.AsSpan(0, width)));
        var (chosen, count) = (_chosen[level], 0);
        for (var i = 0; i < found.Length && count < wanted; i++)
        {
            if (!IsDispensable(found[i], view, chosen.AsSpan(0, count)))
                (chosen[count++], found[i]) = (Frontier.SlotOf(found[i]), ulong.MaxValue);
        }

        for (var i = 0; i < found.Length && count < wanted / 2; i++)
        {
            if (found[i] != ulong.MaxValue)
                chosen[count++] = Frontier.SlotOf(found[i]);
        }

        _chosenCounts[level] = count;
        GC.KeepAlive(view);
    }

    /// <summary>Leaves out those that are no longer there.</summary>
    public void KeepLive(int level, LayerView view)
    {
        var (chosen, count) = (_chosen[level], 0);
        foreach (var slot in Chosen(level))
        {
            if (slot < view.Slots && view.IsLive(slot))
                chosen[count++] = slot;
        }

        _chosenCounts[level] = count;
    }

    private static bool IsDispensable(ulong found, LayerView view, ReadOnlySpan<int> chosen)
    {
        foreach (var slot in chosen)
        {
            if (view.Distance(slot, Frontier.SlotOf(found)) <= Frontier.DistanceOf(found))
                return true;
        }

        return false;
    }
}
