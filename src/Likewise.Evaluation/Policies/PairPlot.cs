using System.Globalization;

namespace Likewise.Evaluation;

/// <summary>Precision against the share of the right pairs that is served, for several ways of deciding.</summary>
internal static class PairPlot
{
    private static readonly double[] Thresholds = [.. Enumerable.Range(25, 25).Select(step => step / 50.0)];
    private static readonly double[] WrongShares = [0.01, 0.02, 0.05, 0.10, 0.15, 0.20, 0.30];

    public static Plot Of(
        IReadOnlyList<LabelledPair> pairs, IReadOnlyList<PairReading> readings, EvaluationOptions options,
        PolicyPlotOptions plot)
    {
        var series = new List<PlotSeries>
        {
            CurveOf("threshold alone", readings, reading => reading.Similarity),
            CurveOf("threshold, guards", readings, reading => reading.GuardedSimilarity),
        };
        if (plot.HasVerdict)
            series.Add(CurveOf("verdict, guards", readings, reading => reading.GuardedScore));
        series.Add(BoundOf(plot.HasVerdict ? "bound, verdict" : "bound, guards", pairs, readings, options));

        return new Plot(
            string.Create(CultureInfo.InvariantCulture, $"{plot.Name}: precision and share served, {pairs.Count:N0} pairs"),
            "Share of what is served that is right, against the share served of the pairs that may share an answer, for several "
                + "ways of deciding. Higher, and further to the right, is better. Bands are 95 % intervals (Wilson) of the "
                + "precision; marks of a bound are means over a hundred splits into halves.",
            new PlotAxis("share of the right pairs served", Max: 1), new PlotAxis("precision", LowestOf(series), Max: 1), series);
    }

    /// <summary>The axis begins below the lowest precision, at a fifth.</summary>
    private static double LowestOf(List<PlotSeries> series)
    {
        var lowest = series.SelectMany(one => one.Points).Select(point => point.Up).DefaultIfEmpty(0).Min();
        return Math.Floor(Math.Min(lowest, 0.99) * 5) / 5;
    }

    private static PlotSeries CurveOf(string name, IReadOnlyList<PairReading> readings, Func<PairReading, double> scoreOf)
    {
        var curve = new SimilarityCurve(readings.Select(reading => (scoreOf(reading), reading.IsDuplicate)));
        return new PlotSeries(
            name,
            [
                .. Thresholds.Select(curve.At).Where(at => at.Right + at.Wrong > 0)
                    .Select(at => PointOf(name, at.Threshold, at.Recall ?? 0, at.Precision ?? 0) with
                    {
                        UpWithin = WilsonInterval.Of(at.Right, at.Right + at.Wrong),
                    }),
            ],
            PlotLook.Line);
    }

    private static PlotSeries BoundOf(
        string name, IReadOnlyList<LabelledPair> pairs, IReadOnlyList<PairReading> readings, EvaluationOptions options)
    {
        var judged = readings.Select(reading => reading.ToJudged()).ToArray();
        var points = new List<PlotPoint>();
        foreach (var share in WrongShares)
        {
            var bound = new PairBound(pairs, judged, share, options.Confidence, options.Seed);
            if (bound is { RightShare: { } right, WrongShare: { } wrong })
                points.Add(PointOf(name, share, right, 1 - wrong));
        }

        return new PlotSeries(name, points, PlotLook.Marks);
    }

    private static PlotPoint PointOf(string name, double setting, double served, double precision) => new(
        served, precision, string.Create(
            CultureInfo.InvariantCulture,
            $"{name} {setting:0.00}: serves {served:0.0 %} of the right pairs, precision {precision:0.0 %}"));
}
