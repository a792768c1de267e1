namespace Likewise.Evaluation;

/// <summary>Whether a bound is kept on pairs: a hundred times one half calibrates, and the other is served.</summary>
internal sealed class BoundPairSection() : PageSection("splits")
{
    private static readonly (PairSet Set, double[] WrongShares)[] Sets =
        [(PairSet.Medical, [0.01, 0.02, 0.05]), (PairSet.Quora, [0.10, 0.15, 0.20])];

    /// <summary>What scores of a set's pairs are called.</summary>
    public static string OfPairs(PairSet set) => $"`{set.Name}`, pairs that no guard rejects";

    public override async Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var table = new PageTable(
            "pairs", "bound", "splits within it", "with a cut", "wrong of what is served", "right pairs served");
        foreach (var (set, shares) in Sets)
        {
            if (await context.Data.PairsAsync(set, cancellationToken).ConfigureAwait(false) is not var (pairs, _))
                continue;

            var readings = await context.ReadAsync(set.Name, pairs, cancellationToken).ConfigureAwait(false);
            var judged = readings.Select(reading => reading.ToJudged()).ToArray();
            foreach (var share in shares)
            {
                var options = context.EvaluationOf(1);
                var bound = new PairBound(pairs, judged, share, options.Confidence, options.Seed);
                table.Row(
                    $"`{set.Name}`", PageText.Percent(share), PageText.Percent(bound.Coverage),
                    PageText.Percent(bound.FoundShare), PageText.Percent(bound.WrongShare), PageText.Percent(bound.RightShare));
                context.Goals.Add(Goal.AtLeast(
                    $"`{set.Name}`, bound {PageText.Percent(share)}: splits within it", bound.Coverage, bound.Confidence,
                    PageText.Percent));
                context.Reliabilities[OfPairs(set)] = bound.Reliability;
            }
        }

        return table.ToString();
    }
}
