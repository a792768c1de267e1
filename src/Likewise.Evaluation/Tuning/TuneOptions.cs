namespace Likewise.Evaluation;

/// <summary>What a log is replayed against.</summary>
public sealed record TuneOptions
{
    /// <summary>The largest share of the hits by meaning that may be wrong in a policy that is recommended.</summary>
    /// <value>In (0, 1); default 0.02.</value>
    public double WrongShareMax { get; init; } = 0.02;

    /// <summary>The policies.</summary>
    /// <value>Default: null, a sweep around what was in force at the end (<see cref="PolicySweep"/>).</value>
    public IReadOnlyList<TunePolicy>? Policies { get; init; }
}
