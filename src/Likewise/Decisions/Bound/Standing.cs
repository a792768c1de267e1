namespace Likewise;

/// <summary>What may be served, as one level of evidence has it: what was shipped, all groups together, or one group.</summary>
internal abstract class Standing
{
    /// <summary>The least sureness, in log-odds, that is served; positive infinity: nothing is.</summary>
    public abstract double LogOddsMin { get; }

    /// <summary>Where that comes from.</summary>
    public abstract BoundStanding Source { get; }

    /// <summary>The share that is expected to be wrong about a step of the grid.</summary>
    public abstract double ExpectedWrong(int step);
}
