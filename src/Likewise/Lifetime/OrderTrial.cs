namespace Likewise;

/// <summary>
/// Would recency have hit more lately than frequency? A sample of what is asked for is asked of two miniature caches, as much
/// smaller as the sample is (Waldspurger, Saemundsson, Ahmad and Park, "Cache Modeling and Optimization using Miniature
/// Simulations", USENIX ATC 2017). Not thread-safe.
/// </summary>
/// <remarks>
/// They hold an eighth less than their share, so that they have to choose before the cache itself does. What counts is only what
/// one of them hits and the other does not, as in a sign test; that fades with as much as would fill them anew.
/// </remarks>
internal sealed class OrderTrial(FrequencySketch seen)
{
    /// <summary>
    /// The sample is all there is up to 64 things held, and halves for each four times as many: so each of the two holds 4 to 7
    /// times the root of what the cache does.
    /// </summary>
    private const int WholeMax = 64;

    /// <summary>A lead that counts: by so many, and one standard deviation of as many tosses of a coin.</summary>
    private const double LeadMin = 3, Deviations = 1;

    private readonly Miniature _recent = new(seen, isByRecency: true), _frequent = new(seen, isByRecency: false);
    private int _halvings;
    private double _lead, _tosses;
    private bool _isTold;

    /// <summary>True while everything was asked for once, and so cannot be told apart by how often.</summary>
    public bool IsRecencyBetter { get; private set; } = true;

    /// <summary>What holds until there is evidence.</summary>
    public void Presume(bool isRecencyBetter)
    {
        if (!_isTold)
            IsRecencyBetter = isRecencyBetter;
    }

    /// <summary>Something was asked for.</summary>
    /// <param name="hash">Its hash, uniform.</param>
    /// <param name="held">How many things the cache holds.</param>
    public void Ask(ulong hash, int held)
    {
        if (held > WholeMax << (2 * _halvings))
            Thin();
        if (!IsInSample(hash))
            return;

        var capacity = Math.Max(1, (held - (held / 8)) >> _halvings);
        var (isRecent, isFrequent) = (_recent.Ask(hash, capacity), _frequent.Ask(hash, capacity));
        var kept = 1 - (1.0 / (1 + capacity));
        (_lead, _tosses) = (_lead * kept, _tosses * kept);
        if (isFrequent)
            Presume(isRecencyBetter: false); // Some are asked for again, and counting tells which.
        if (isRecent == isFrequent)
            return;

        _lead += isRecent ? 1 : -1;
        _tosses++;
        if (Math.Abs(_lead) > LeadMin + (Deviations * Math.Sqrt(_tosses)))
            (IsRecencyBetter, _isTold) = (_lead > 0, true);
    }

    /// <summary>An odd multiplier of its own, high bits taken, so that the sample is spread evenly over the sketch.</summary>
    private bool IsInSample(ulong hash) => hash * 0xC2B2_AE3D_27D4_EB4F >> 1 >> (63 - _halvings) == 0;

    private void Thin()
    {
        _halvings++;
        _recent.Keep(IsInSample);
        _frequent.Keep(IsInSample);
    }

    /// <summary>A cache of hashes.</summary>
    private sealed class Miniature(FrequencySketch seen, bool isByRecency)
    {
        /// <summary>After a limit was lowered there is more to leave than what came.</summary>
        private const int LeaveAtOnce = 4;

        private readonly TinyLfuParts _parts = new(seen) { IsByRecency = isByRecency };
        private readonly Dictionary<ulong, Ghost> _held = [];
        private Ghost? _spare;

        /// <returns>Whether it was a hit.</returns>
        public bool Ask(ulong hash, int capacity)
        {
            if (_held.TryGetValue(hash, out var ghost))
            {
                _parts.Use(ghost);
                return true;
            }

            (ghost, _spare) = (_spare ?? new Ghost(), null);
            ghost.Called = hash;
            _held.Add(hash, ghost);
            _parts.Add(ghost, isKnown: false);
            for (var left = LeaveAtOnce; left > 0 && _held.Count > capacity; left--)
                Leave((Ghost)_parts.Next!); // What was added is there.
            return false;
        }

        public void Keep(Predicate<ulong> isKept)
        {
            foreach (var ghost in _held.Values.Where(ghost => !isKept(ghost.Called)).ToList())
                Leave(ghost);
        }

        private void Leave(Ghost ghost)
        {
            _parts.Remove(ghost);
            _held.Remove(ghost.Called);
            _spare = ghost;
        }
    }

    private sealed class Ghost : OrderNode
    {
        public ulong Called { get; set; }

        public override ulong Hash => Called;
    }
}
