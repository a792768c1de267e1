namespace Likewise.Tests.Simulation;

/// <summary>Which calls of the seams fail: each with a probability, or just the n-th.</summary>
internal sealed class FaultPlan(Func<int, bool> fails)
{
    private int _calls;

    public static FaultPlan None => new(_ => false);

    /// <summary>Calls made so far, failed ones included.</summary>
    public int Calls => _calls;

    /// <summary>Whether faults are injected at the moment.</summary>
    public bool IsOn { get; set; } = true;

    public static FaultPlan Nth(int n) => new(call => call == n);

    public static FaultPlan Random(int seed, double probability)
    {
        var random = new Random(seed);
        return new FaultPlan(_ => random.NextDouble() < probability);
    }

    public void Call(string seam)
    {
        if (IsOn && fails(++_calls))
            throw new IOException($"injected: {seam}, call {_calls}");
    }
}
