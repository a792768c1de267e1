using Likewise.Evaluation;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary>What <c>eval pairs</c> says to people.</summary>
internal static class PairsScreen
{
    /// <summary>Every fifth row of the table is enough to see where it bends; the whole of it is in the JSON.</summary>
    private const int RowsApart = 5;

    public static void Show(PairReport report, IAnsiConsole screen)
    {
        var (curve, served) = (report.Curve, report.Served);
        Sheet.Facts(
            screen,
            ("pairs", $"{Figure.Count(report.Pairs)}: {Figure.Count(curve.Positives)} that may share an answer, "
                + $"{Figure.Count(curve.Negatives)} that may not"),
            ("area under the curve", Figure.Fixed(curve.Auc, 4)),
            ("average precision", Figure.Fixed(curve.AveragePrecision, 4)),
            ("recall at precision", RecallsOf(curve)),
            ($"served at {Figure.Threshold(served.Threshold)}", $"{Figure.Percent(served.Recall)} of those that may, "
                + $"{Figure.Percent(served.FalseHitShare)} of those that may not; precision {Figure.Percent(served.Precision)}"),
            ("time", Figure.Clock(report.Elapsed)));

        if (report.Scored is { } scored)
            Sheet.Facts(
                screen, ("the verifier alone", $"area under the curve {Figure.Fixed(scored.Auc, 4)}"),
                ("recall at precision", RecallsOf(scored)));

        var sheet = Sheet.Of("If similarity alone decided", ">threshold", ">precision", ">recall", ">false-hit share");
        foreach (var row in report.Thresholds.Where((_, index) => index % RowsApart == 0))
        {
            Sheet.Row(
                sheet, Figure.Fixed(row.Threshold, 2), Figure.Percent(row.Precision), Figure.Percent(row.Recall),
                Figure.Percent(row.FalseHitShare));
        }

        screen.Write(sheet);
        if (report.Bound is { } bound)
            Show(bound, screen);
    }

    private static string RecallsOf(SimilarityCurve curve) => string.Join(", ", PairsShown.Precisions.Select(precision =>
        $"{Figure.Fixed(precision, 2)}: {Figure.Percent(curve.RecallAtPrecision(precision))}"));

    private static void Show(PairBound bound, IAnsiConsole screen)
    {
        Sheet.Facts(
            screen,
            ("bound", $"at most {Figure.Percent(bound.WrongShareMax)} wrong, with a confidence of "
                + Figure.Percent(bound.Confidence)),
            ("kept", $"in {Figure.Percent(bound.Coverage)} of {Figure.Count(bound.Splits.Count)} splits into halves; a cut was "
                + $"found in {Figure.Percent(bound.FoundShare)}"),
            ("on average", $"{Figure.Percent(bound.WrongShare)} of what was served was wrong; {Figure.Percent(bound.RightShare)} "
                + "of those that may share an answer were served"));
        ReliabilityScreen.Show(bound.Reliability, screen);
    }
}
