namespace Likewise;

/// <summary>A lookup that came as far as deciding, or was answered by the same words.</summary>
public sealed record LoggedLookup : LoggedRecord
{
    /// <summary>Its number in this reading, from 1, growing with time.</summary>
    public required long Number { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where.</summary>
    public required LoggedPlace Place { get; init; }

    /// <summary>The first eight bytes of the prompt's fingerprint.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>The likeness that the caller asked for; null for the operator's.</summary>
    public double? SimilarityMin { get; init; }

    /// <summary>The oldest answer that the caller took; null for any.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Whether an answer to it may be stored.</summary>
    public bool MayStore { get; init; }

    /// <summary>Where it was found; null for a miss.</summary>
    public HitTier? Tier { get; init; }

    /// <summary>Why it was not served; of a hit without meaning.</summary>
    public MissReason Reason { get; init; }

    /// <summary>The rule that accepted, or that rejected the nearest; empty where there was nothing near.</summary>
    public required string Rule { get; init; }

    /// <summary>The entry served, or the nearest one; -1 for none.</summary>
    public required int Entry { get; init; }

    /// <summary>Whether the hit was drawn to be audited.</summary>
    public bool IsAuditDue { get; init; }

    /// <summary>Whether the hit was not served, and the model asked all the same.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>How long the lookup took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>What was found near, and then far, each closest first; empty where the same words were found.</summary>
    public ReadOnlyMemory<LoggedCandidate> Candidates { get; init; }

    /// <summary>Whether a tier failed, or was late.</summary>
    public bool HasTierFailed { get; init; }

    /// <summary>The prompt.</summary>
    /// <value>Null where the log includes no text.</value>
    public string? Prompt { get; init; }

    /// <summary>Whether it was answered by the same words.</summary>
    public bool IsExact => Tier is HitTier.Exact or HitTier.SharedExact;
}
