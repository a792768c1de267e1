namespace Likewise.Server;

/// <summary>How the cache's answers did against the model's own.</summary>
internal sealed record OutcomesShown(
    AgreementShown Audits, AgreementShown NearMisses, AgreementShown Withheld, AgreementShown WithheldExact)
{
    public static OutcomesShown Of(OutcomeStatistics outcomes) => new(
        AgreementShown.Of(outcomes.Audits), AgreementShown.Of(outcomes.NearMisses), AgreementShown.Of(outcomes.Withheld),
        AgreementShown.Of(outcomes.WithheldExact));
}

/// <summary>How often the model's own answer agreed, and the share that is likely wrong; no share before the first.</summary>
internal sealed record AgreementShown(
    long Same, long Different, long Unknown, double? WrongShareLeast, double? WrongShareMost)
{
    public static AgreementShown Of(AgreementCounts counts) => new(
        counts.Same, counts.Different, counts.Unknown, Share(counts, counts.WrongShareLeast),
        Share(counts, counts.WrongShareMost));

    private static double? Share(AgreementCounts counts, double share) =>
        counts.Compared == 0 ? null : Math.Round(share, CacheNames.SimilarityDigits);
}

/// <summary>What the cache would have answered, had it not been told to hold back.</summary>
internal sealed record WithheldShown(long ByMeaning, long BySameWords, long Tokens, double Seconds)
{
    public static WithheldShown Of(WithheldStatistics withheld) =>
        new(withheld.ByMeaning, withheld.BySameWords, withheld.Tokens, withheld.Time.TotalSeconds);
}

/// <summary>How the bound on wrong hits stands in one group.</summary>
internal sealed record BoundShown
{
    public required string Group { get; init; }

    public required bool IsRescued { get; init; }

    public required string Standing { get; init; }

    /// <summary>The least score that is served; absent where nothing is.</summary>
    public double? ScoreMin { get; init; }

    public required double Evidence { get; init; }

    public double? WrongShareMax { get; init; }

    public required long Audited { get; init; }

    public required long AuditedWrong { get; init; }

    public required long NearMisses { get; init; }

    public required double AlarmLevel { get; init; }

    public required long Alarms { get; init; }

    public static BoundShown Of(GroupBoundStatistics bound) => new()
    {
        Group = bound.Group,
        IsRescued = bound.IsRescued,
        Standing = CacheNames.Of(bound.Standing),
        ScoreMin = bound.ScoreMin,
        Evidence = bound.Evidence,
        WrongShareMax = bound.WrongShareMax,
        Audited = bound.Audited,
        AuditedWrong = bound.AuditedWrong,
        NearMisses = bound.NearMisses,
        AlarmLevel = bound.AlarmLevel,
        Alarms = bound.Alarms,
    };
}
