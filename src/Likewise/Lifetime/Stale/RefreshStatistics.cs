namespace Likewise;

/// <summary>What was done with entries whose time was over.</summary>
public sealed record RefreshStatistics
{
    /// <summary>Answers given though their time was over, those in place of a failing model's left out.</summary>
    public long StaleHits { get; init; }

    /// <summary>Answers given though their time was over, because the model failed.</summary>
    public long ServedOnError { get; init; }

    /// <summary>Calls of models begun to fetch fresh answers behind stale ones.</summary>
    public long Started { get; init; }

    /// <summary>Of those: fresh answers that were stored.</summary>
    public long Succeeded { get; init; }

    /// <summary>Of those: the model failed, or its answer was not to be stored.</summary>
    public long Failed { get; init; }

    /// <summary>Not begun: too many were under way, or the last one for the entry had failed a moment ago.</summary>
    public long Skipped { get; init; }

    /// <summary>Under way now.</summary>
    public int InFlight { get; init; }
}
