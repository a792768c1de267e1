using System.Globalization;

namespace Likewise.Evaluation;

/// <summary>Whether scores mean what they say, as a picture: the share that was right against the score.</summary>
internal static class ReliabilityPlot
{
    public static Plot Of(string name, Reliability reliability) => new(
        string.Create(CultureInfo.InvariantCulture, $"{name}: share right at each score, {reliability.Cases:N0} cases"),
        "Share of the cases that was right against their mean score, in ten bins. On the broken line a score means what it says; "
            + "below it, less is right than it says. Whiskers are 95 % intervals (Wilson).",
        new PlotAxis("score", Max: 1), new PlotAxis("share right", Max: 1),
        [
            new PlotSeries("scores", [.. reliability.Bins.Where(bin => bin.Cases > 0).Select(PointOf)], PlotLook.Marks),
            new PlotSeries("as it says", [new(0, 0, ""), new(1, 1, "")], PlotLook.Reference),
        ]);

    private static PlotPoint PointOf(ReliabilityBin bin)
    {
        var (score, right) = (bin.MeanScore.GetValueOrDefault(), bin.RightShare.GetValueOrDefault());
        return new PlotPoint(score, right, string.Create(
            CultureInfo.InvariantCulture, $"score {score:0.00}: {right:0.0 %} right of {bin.Cases:N0}"))
        {
            UpWithin = WilsonInterval.Of((int)Math.Round(right * bin.Cases), bin.Cases),
        };
    }
}
