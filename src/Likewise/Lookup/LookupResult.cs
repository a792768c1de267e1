namespace Likewise;

/// <summary>What a lookup found: a <see cref="LookupHit"/> or a <see cref="LookupMiss"/>.</summary>
public abstract class LookupResult
{
    private protected LookupResult(LookupTimings timings) => Timings = timings;

    /// <summary>Where the time went.</summary>
    public LookupTimings Timings { get; }
}
