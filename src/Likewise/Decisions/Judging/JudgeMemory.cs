namespace Likewise;

/// <summary>Verdicts by the digest of what was judged; beyond the limit the oldest leave.</summary>
/// <remarks>Not safe for concurrent calls: its judge has a lock.</remarks>
internal sealed class JudgeMemory(int verdictsMax)
{
    private readonly Dictionary<Digest, JudgeFinding> _verdicts = [];
    private readonly Queue<Digest> _order = new();

    public bool TryGet(in Digest digest, out JudgeFinding finding) => _verdicts.TryGetValue(digest, out finding);

    public void Add(in Digest digest, in JudgeFinding finding)
    {
        if (verdictsMax == 0 || !_verdicts.TryAdd(digest, finding))
            return;

        _order.Enqueue(digest);
        if (_order.Count > verdictsMax)
            _verdicts.Remove(_order.Dequeue());
    }
}
