namespace Likewise;

/// <summary>How the cache's answers did against the model's own.</summary>
public sealed record OutcomeStatistics
{
    /// <summary>Nothing compared.</summary>
    public static OutcomeStatistics None { get; } = new();

    /// <summary>Hits by meaning that were served, and drawn to be audited.</summary>
    public AgreementCounts Audits { get; init; }

    /// <summary>Answers to other words that were nearly served.</summary>
    public AgreementCounts NearMisses { get; init; }

    /// <summary>Hits by meaning that were withheld (<see cref="SemanticCacheOptions.ServeShare"/>).</summary>
    public AgreementCounts Withheld { get; init; }

    /// <summary>
    /// Hits by the same words that were withheld: how far the model agrees with itself, and so the best that hits by meaning
    /// can do.
    /// </summary>
    public AgreementCounts WithheldExact { get; init; }

    /// <summary>Hits by meaning, served or withheld: both are drawn without regard to what they are.</summary>
    public AgreementCounts HitsByMeaning => Audits + Withheld;
}
