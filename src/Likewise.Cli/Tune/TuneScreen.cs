using System.Globalization;
using Likewise.Evaluation;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary>What <c>tune</c> says to people.</summary>
internal static class TuneScreen
{
    public static void Show(TuneReport report, IAnsiConsole screen)
    {
        ShowFacts(report, screen);
        ShowPolicies(report, screen);
        screen.WriteLine("In percent: hits of all lookups; wrong of the hits by meaning, with its 95 % interval. Saved: tokens.");
        screen.WriteLine("Hits are at least so many; +: misses of which the log does not know whether they would be hits.");
        screen.WriteLine(AdviceOf(report));
    }

    /// <summary>The recommendation in a sentence.</summary>
    public static string AdviceOf(TuneReport report)
    {
        var wanted = Figure.Percent(report.WrongShareMax);
        return report.Advice switch
        {
            TuneAdviceKind.Recommended when report.Recommended is { } best =>
                $"Recommended: {best.Policy.Name}. Of the policies with no more than {wanted} wrong of their hits by meaning, it "
                + $"has the most hits: {Figure.Percent(best.HitShare)} of all. {Figure.Percent(best.WrongShare)} are wrong, and "
                + $"at most {Figure.Percent(best.WrongShareMax)}.",
            TuneAdviceKind.NotEnoughOutcomes =>
                $"Not enough outcomes: some policies may keep {wanted} wrong, and too little is known to say so. Audit more "
                + "hits, or longer.",
            _ => $"No policy keeps {wanted} wrong among its hits by meaning.",
        };
    }

    private static void ShowFacts(TuneReport report, IAnsiConsole screen)
    {
        var facts = report.Facts;
        var outcomes = facts.Outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key.ToString().ToLowerInvariant()} "
            + $"{Figure.Count(pair.Value.Right)} right, {Figure.Count(pair.Value.Wrong)} wrong");
        Sheet.Facts(
            screen,
            ("log", $"{Figure.Count(facts.Lookups)} lookups, {Figure.Count(facts.Entries)} entries, {facts.Runs} runs"),
            ("from, to", facts.Span is var (first, last) ? $"{TextOf(first)}, {TextOf(last)}" : "-"),
            ("missing", facts.Dropped + facts.DamagedBytes == 0
                ? "nothing"
                : $"{facts.Dropped} records left out, {facts.DamagedBytes} bytes damaged"),
            ("in force", InForceOf(facts.InForce)),
            ("served", facts.Withheld > 0
                ? $"{Figure.Count(report.InForce.Hits - facts.Withheld)} hits; {Figure.Count(facts.Withheld)} were withheld"
                : $"{Figure.Count(report.InForce.Hits)} hits"),
            ("outcomes", facts.Labels > 0
                ? $"{Figure.Count(facts.Labels)} lookups have labels"
                : facts.Outcomes.Count == 0 ? "none" : string.Join("; ", outcomes)),
            ("replayed as it was", report.Differing == 0
                ? "every decision as it happened"
                : $"{Figure.Count(report.Differing)} decisions otherwise than they happened"));
        foreach (var (lookup, at, happened, replayed) in report.Differences)
            screen.WriteLine($"  lookup {lookup}, {TextOf(at)}: {happened}; replayed: {replayed}");
    }

    private static void ShowPolicies(TuneReport report, IAnsiConsole screen)
    {
        var sheet = Sheet.Of(null, "policy", ">hits", ">+", ">of all", ">judged", ">wrong", ">95 %", ">saved");
        sheet.Columns[0].NoWrap();
        foreach (var alike in Runs(report))
        {
            var outcome = alike[0];
            var name = alike.Count == 1 ? outcome.Policy.Name : $"{outcome.Policy.Name} … {alike[^1].Policy.Name}";
            var color = outcome == report.Recommended ? Color.Green : Color.Default;
            Sheet.Row(
                sheet, color, name, Figure.Count(outcome.Hits), Figure.Count(outcome.MaybeHits),
                Percent(outcome.HitShare), $"{Figure.Count(outcome.Judged)}/{Figure.Count(outcome.HitsByMeaning)}",
                Percent(outcome.WrongShare),
                outcome.Interval is var (low, high) ? $"{Percent(low)}-{Percent(high)}" : "-",
                outcome.TokensSaved.ToString("N0", CultureInfo.InvariantCulture));
        }

        screen.Write(sheet);
    }

    /// <summary>
    /// Policies side by side with the same figures share a row; the one in force and the one recommended have their own.
    /// </summary>
    private static List<List<PolicyOutcome>> Runs(TuneReport report)
    {
        var runs = new List<List<PolicyOutcome>> { new() { report.InForce } };
        foreach (var outcome in report.Policies)
        {
            var before = runs[^1][^1];
            var isAlike = before != report.InForce && before != report.Recommended && outcome != report.Recommended
                && KindOf(outcome.Policy) == KindOf(before.Policy) && outcome with { Policy = before.Policy } == before;
            if (isAlike)
                runs[^1].Add(outcome);
            else
                runs.Add([outcome]);
        }

        return runs;
    }

    /// <summary>What a policy changes.</summary>
    private static (bool, bool, bool) KindOf(TunePolicy policy) =>
        (policy.SimilarityMin is null, policy.Guards is null, policy.TimeToLive is null);

    private static string Percent(double? share) =>
        share is { } value ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) : "-";

    private static string InForceOf(LoggedRun run) => run.Decision == HitDecision.Bound
        ? string.Create(CultureInfo.InvariantCulture, $"bound {run.MaxWrongHits:0.####} by {run.Scorer}")
        : $"threshold {Figure.Threshold(run.SimilarityMin)}";

    private static string TextOf(DateTimeOffset at) => at.ToString("u", CultureInfo.InvariantCulture);
}
