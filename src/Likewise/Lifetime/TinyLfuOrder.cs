namespace Likewise;

/// <summary>
/// W-TinyLFU (Einziger, Friedman and Manes, "TinyLFU: A Highly Efficient Cache Admission Policy", 2017). What is new enters a
/// small window; what leaves the window stays only when it was asked for more often than what would have to go for it, so that a
/// sweep of things asked for once drives nothing popular out.
/// </summary>
/// <remarks>
/// <para>The parts are shares of what is held now, so that limits may change and may be of bytes. A miss is told to the sketch
/// when its answer is added: what is asked for and never stored could not have been a hit.</para>
/// <para>One departure: where recency alone would have hit more lately, it decides (<see cref="OrderTrial"/>). Where other things
/// become popular, or everything would fit, those who have merely come first would keep newcomers out until the sketch forgets;
/// so the sketch may remember for long.</para>
/// </remarks>
internal sealed class TinyLfuOrder : IEvictionOrder
{
    /// <summary>What it takes while it is empty: its own lists and those of the trial, and as much again for all else.</summary>
    public const int Bytes = 18 * OrderList.Bytes;

    /// <summary>How many more things the sketch tells apart than are held: it remembers what has left, too.</summary>
    private const int SeenPerHeld = 2;

    /// <summary>What was counted tells little where recency would have done better: 0069 has the figures.</summary>
    private const int HalvingsWhenMisled = 2;

    private readonly FrequencySketch _seen = new();
    private readonly TinyLfuParts _parts;
    private readonly OrderTrial _trial;

    public TinyLfuOrder()
    {
        _trial = new OrderTrial(_seen);
        _parts = new TinyLfuParts(_seen) { IsByRecency = _trial.IsRecencyBetter };
    }

    public OrderNode? Next => _parts.Next;

    public void Add(OrderNode node, long uses)
    {
        var hash = node.Hash;
        _seen.MakeRoom(SeenPerHeld * (_parts.Count + 1));
        _seen.Begin(hash, uses);
        _parts.Add(node, isKnown: uses > 0);
        if (uses > 0)
            _trial.Presume(isRecencyBetter: false);
        Try(hash);
    }

    public void Use(OrderNode node)
    {
        if (!_parts.Use(node))
            return;

        var hash = node.Hash;
        _seen.Increment(hash);
        Try(hash);
    }

    public void Remove(OrderNode node) => _parts.Remove(node);

    private void Try(ulong hash)
    {
        _trial.Ask(hash, _parts.Count);
        if (_parts.IsByRecency == _trial.IsRecencyBetter)
            return;

        _parts.IsByRecency = _trial.IsRecencyBetter;
        if (_parts.IsByRecency)
            _seen.Fade(HalvingsWhenMisled);
    }
}
