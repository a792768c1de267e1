namespace Likewise.Vectors.Snapshots;

/// <summary>A point in what has happened to an index.</summary>
/// <param name="Sequence">How many changes came before it.</param>
/// <param name="History">Names them all, so that two indexes that had other changes are told apart.</param>
internal readonly record struct HistoryPoint(long Sequence, ulong History)
{
    /// <summary>The point after one more change, whose record has this hash.</summary>
    public HistoryPoint After(ulong recordHash) => new(Sequence + 1, LaneHash.Mix(History ^ recordHash));
}
