namespace Likewise.Evaluation;

/// <summary>How well right pairs are told from wrong ones: area under the curve, and what is served at a precision.</summary>
internal sealed class RankingSection() : PageSection("ranking")
{
    private static readonly double[] Precisions = [0.80, 0.85, 0.90];

    public override async Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var table = new PageTable(
            "set", "pairs: right, wrong", "ranked by", "AUC", "served at precision 0.80", "at 0.85", "at 0.90");
        var text = "";
        foreach (var set in PairSet.All)
        {
            if (await context.Data.PairsAsync(set, cancellationToken).ConfigureAwait(false) is not var (pairs, _))
                continue;
            var readings = await context.ReadAsync(set.Name, pairs, cancellationToken).ConfigureAwait(false);
            if (readings.All(reading => reading.IsDuplicate) || !readings.Any(reading => reading.IsDuplicate))
                continue;

            var size = $"{PageText.Count(readings.Count(reading => reading.IsDuplicate))}, "
                + PageText.Count(readings.Count(reading => !reading.IsDuplicate));
            foreach (var (name, curve) in CurvesOf(readings, context.Options.HasVerdict))
            {
                table.Row(
                    [$"`{set.Name}`", size, name, PageText.Fixed(curve.Auc),
                        .. Precisions.Select(precision => PageText.Percent(curve.RecallAtPrecision(precision)))]);
            }

            if (set == PairSet.Quora)
                text = Quora(context, pairs, readings);
        }

        return $"{table}{text}";
    }

    private static List<(string Name, SimilarityCurve Curve)> CurvesOf(IReadOnlyList<PairReading> readings, bool hasVerdict)
    {
        List<(string, SimilarityCurve)> curves =
        [
            ("similarity", CurveOf(readings, reading => reading.Similarity)),
            ("similarity, guards", CurveOf(readings, reading => reading.GuardedSimilarity)),
        ];
        if (hasVerdict)
            curves.Add(("verdict, guards", CurveOf(readings, reading => reading.GuardedScore)));
        return curves;
    }

    private static SimilarityCurve CurveOf(IReadOnlyList<PairReading> readings, Func<PairReading, double> scoreOf) =>
        new(readings.Select(reading => (scoreOf(reading), reading.IsDuplicate)));

    private static string Quora(PageContext context, IReadOnlyList<LabelledPair> pairs, IReadOnlyList<PairReading> readings)
    {
        var curves = CurvesOf(readings, context.Options.HasVerdict).ConvertAll(curve => curve.Curve);
        context.Goals.Add(Goal.AtLeast("`qqp_pairs`: AUC", curves.Max(curve => curve.Auc), 0.90, PageText.Fixed));
        foreach (var (precision, least) in Precisions.Zip([0.54, 0.36, 0.18]))
        {
            context.Goals.Add(Goal.AtLeast(
                $"`qqp_pairs`: right pairs served at precision {PageText.Setting(precision)}",
                curves.Max(curve => curve.RecallAtPrecision(precision)), least, PageText.Percent));
        }

        var plot = PairPlot.Of(
            pairs, readings, context.EvaluationOf(1),
            new PolicyPlotOptions { Name = PairSet.Quora.Name, HasVerdict = context.Options.HasVerdict });
        return "\n\n" + context.Show(
            "quality-qqp-pairs.svg", "Precision against the share of Quora's right pairs that is served", plot);
    }
}
