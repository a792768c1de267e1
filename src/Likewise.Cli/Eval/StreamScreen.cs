using Likewise.Evaluation;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary>What <c>eval stream</c> says to people.</summary>
internal static class StreamScreen
{
    private const double BytesPerMebibyte = 1 << 20;

    public static void Show(StreamReport report, IAnsiConsole screen)
    {
        Sheet.Facts(
            screen,
            ("requests", $"{Figure.Count(report.Requests)}, "
                + $"seed {report.Seed}, threshold {Figure.Threshold(report.SimilarityMin)}"),
            ("hits", $"{Figure.Count(report.Hits)}, {Figure.Percent(report.HitRate)} of all; "
                + $"{Figure.Count(report.ExactHits)} by the same words"),
            ("right", Figure.Count(report.Right)),
            ("wrong", $"{Figure.Count(report.Wrong)}, {Figure.Percent(report.WrongOfAll)} of all"),
            ("wrong of hits", report.WrongOfHitsInterval is { } interval
                ? $"{Figure.Percent(report.WrongOfHits)}; 95 % interval "
                    + $"{Figure.Interval(interval)}"
                : "-"),
            ("by meaning", BoundOf(report)),
            ("missed", $"{Figure.Count(report.MissedDuplicates)} whose group had an answer stored"),
            ("entries", $"{Figure.Count(report.Entries)}; vectors and payloads take "
                + $"{Figure.Fixed(report.Bytes / BytesPerMebibyte, 1)} MiB"),
            ("time", Figure.Clock(report.Elapsed)));

        var stages = Sheet.Of("Lookup, per stage", "stage", ">lookups", ">p50 µs", ">p99 µs");
        foreach (var (name, stage) in StageShown.StagesOf(report.Lookup))
            Sheet.Row(stages, name, Figure.Count(stage.Count), Figure.Microseconds(stage.P50), Figure.Microseconds(stage.P99));

        screen.Write(stages);
        if (report.Reliability is { } reliability)
            ReliabilityScreen.Show(reliability, screen);
    }

    /// <summary>What is bounded, where something is: hits by the same words are not.</summary>
    private static string BoundOf(StreamReport report)
    {
        var served = $"{Figure.Count(report.Served.Hits)} hits, {Figure.Percent(report.Served.WrongShare)} of them wrong";
        return report is { WrongShareMax: { } most, Served.Interval: { } interval }
            ? $"{served}; 95 % interval {Figure.Interval(interval)}; at most {Figure.Percent(most)} were to be"
            : served;
    }
}
