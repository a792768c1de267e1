namespace Likewise;

/// <summary>What watching the cache took, and how much of it came to nothing.</summary>
public sealed record AuditorStatistics
{
    /// <summary>Answers that wait to be compared, or are being compared.</summary>
    public long Waiting { get; init; }

    /// <summary>Answers that were compared.</summary>
    public long Compared { get; init; }

    /// <summary>Calls of models for audits alone.</summary>
    public long ModelCalls { get; init; }

    /// <summary>Tokens that those calls took.</summary>
    public long Tokens { get; init; }

    /// <summary>Left out because too many were waiting, or too many calls a minute.</summary>
    public long Dropped { get; init; }

    /// <summary>
    /// Came to nothing: the model or the comparer failed or was late, the model's answer was not whole, the entry had gone.
    /// </summary>
    public long Failed { get; init; }
}
