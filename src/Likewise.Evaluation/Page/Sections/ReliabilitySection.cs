namespace Likewise.Evaluation;

/// <summary>Whether scores mean what they say.</summary>
internal sealed class ReliabilitySection() : PageSection("reliability")
{
    public override Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var table = new PageTable(
            "scores of", "cases", "mean difference of score and share right", "right at 0.7 to 0.8", "at 0.8 to 0.9",
            "at 0.9 to 1");
        foreach (var (what, reliability) in context.Reliabilities.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            table.Row(
                [what, PageText.Count(reliability.Cases), PageText.Percent(reliability.ExpectedError),
                    .. reliability.Bins.Skip(7).Select(bin => PageText.Percent(bin.RightShare))]);
        }

        return Task.FromResult($"{table}{Picture(context)}");
    }

    private static string Picture(PageContext context)
    {
        if (!context.Reliabilities.TryGetValue(BoundPairSection.OfPairs(PairSet.Quora), out var quora))
            return "";
        var plot = ReliabilityPlot.Of(PairSet.Quora.Name, quora);
        return "\n\n" + context.Show("quality-reliability.svg", "Share right at each score, Quora's pairs", plot);
    }
}
