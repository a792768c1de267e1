using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary>The JSON of <c>tune</c>.</summary>
internal sealed record TuneShown(
    string Log, int Lookups, int Entries, int Runs, long Dropped, long DamagedBytes, int Labels, int Withheld,
    IReadOnlyDictionary<string, TuneOutcomesShown> Outcomes, int Differing, IReadOnlyList<LogDifference> Differences,
    double MaxWrong, TunePolicyShown InForce, IReadOnlyList<TunePolicyShown> Policies, string Advice, string AdviceText,
    string? Recommended, double ElapsedS)
{
    public static TuneShown Of(TuneReport report, string log) => new(
        log, report.Facts.Lookups, report.Facts.Entries, report.Facts.Runs, report.Facts.Dropped, report.Facts.DamagedBytes,
        report.Facts.Labels, report.Facts.Withheld,
        report.Facts.Outcomes.ToDictionary(
            pair => pair.Key.ToString().ToLowerInvariant(), pair => new TuneOutcomesShown(pair.Value.Right, pair.Value.Wrong)),
        report.Differing, report.Differences, report.WrongShareMax, TunePolicyShown.Of(report.InForce),
        [.. report.Policies.Select(TunePolicyShown.Of)], report.Advice.ToString(), TuneScreen.AdviceOf(report),
        report.Recommended?.Policy.Name, report.Elapsed.TotalSeconds);
}

/// <summary>Outcomes of a kind.</summary>
internal sealed record TuneOutcomesShown(int Right, int Wrong);

/// <summary>What became of a log with a policy.</summary>
internal sealed record TunePolicyShown(
    string Policy, int Lookups, int Hits, int ExactHits, int HitsByMeaning, int MaybeHits, double HitShare, double HitShareMax,
    int Judged, int JudgedWrong, int Unjudged, double? WrongShare, IReadOnlyList<double>? Interval, double? WrongShareMax,
    long TokensSaved, double TimeSavedS)
{
    public static TunePolicyShown Of(PolicyOutcome outcome) => new(
        outcome.Policy.Name, outcome.Lookups, outcome.Hits, outcome.ExactHits, outcome.HitsByMeaning, outcome.MaybeHits,
        outcome.HitShare, outcome.HitShareMax, outcome.Judged, outcome.JudgedWrong, outcome.Unjudged, outcome.WrongShare,
        outcome.Interval is var (low, high) ? [low, high] : null, outcome.WrongShareMax, outcome.TokensSaved,
        outcome.TimeSaved.TotalSeconds);
}
