namespace Likewise;

/// <summary>What decides whether an entry that is close is close enough.</summary>
public enum HitDecision
{
    /// <summary>A fixed similarity (<see cref="SemanticCacheOptions.SimilarityMin"/>).</summary>
    Threshold,

    /// <summary>Evidence: as much is served as keeps the wrong share of the hits below a bound (<see
    /// cref="BoundOptions"/>).</summary>
    Bound,
}
