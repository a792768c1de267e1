namespace Likewise.Tests.Simulation;

/// <summary>Which calls of the seams go wrong, and how: some at random, or just the n-th.</summary>
internal sealed class FaultPlan
{
    private readonly double _probability;
    private readonly int _seed, _nth;
    private readonly Fault _fault;
    private Random _random;

    private FaultPlan(int seed, double probability, int nth, Fault fault)
    {
        (_seed, _probability, _nth, _fault) = (seed, probability, nth, fault);
        _random = new Random(seed);
    }

    /// <summary>Calls made so far, failed ones included.</summary>
    public int Calls { get; private set; }

    /// <summary>Whether faults are injected at the moment.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>The worst that went wrong in this step.</summary>
    public Fault InStep { get; private set; }

    public static FaultPlan Nth(int n, Fault fault) => new(0, 0, n, fault);

    public static FaultPlan Random(int seed, double probability) => new(seed, probability, 0, Fault.None);

    /// <summary>What goes wrong in a step follows from the step alone, so that another may be left out.</summary>
    public void Begin(int step)
    {
        InStep = Fault.None;
        if (_probability > 0)
            _random = new Random(SeedOf(~_seed, step));
    }

    /// <summary>
    /// A seed for one step, so that what is drawn in it has nothing to do with its neighbours: the end of MurmurHash3.
    /// </summary>
    public static int SeedOf(int seed, int step)
    {
        var hash = unchecked((uint)((seed * 1_000) + step));
        hash = unchecked((hash ^ (hash >> 16)) * 0x85EB_CA6B);
        hash = unchecked((hash ^ (hash >> 13)) * 0xC2B2_AE35);
        return (int)((hash ^ (hash >> 16)) >> 1);
    }

    public Fault Draw()
    {
        if (!IsOn)
            return Fault.None;

        Calls++;
        var fault = _nth > 0 ? (Calls == _nth ? _fault : Fault.None) : DrawAtRandom();
        if (fault > InStep)
            InStep = fault;
        return fault;
    }

    private Fault DrawAtRandom() => _probability == 0 || _random.NextDouble() >= _probability
        ? Fault.None
        : _random.Next(8) switch
        {
            < 4 => Fault.Fails,
            < 6 => Fault.FailsLate,
            6 => Fault.Dies,
            _ => Fault.DiesLate,
        };
}
