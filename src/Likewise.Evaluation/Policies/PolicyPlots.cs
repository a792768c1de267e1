using System.Globalization;

namespace Likewise.Evaluation;

/// <summary>
/// Several ways of deciding in one picture: a threshold alone, a threshold with guards, a bound on wrong hits, and the bound by a
/// verdict model where there is one.
/// </summary>
public static class PolicyPlots
{
    /// <summary>Nobody would choose a threshold at which more is wrong; what one would choose would be a corner.</summary>
    private const double WrongShareMax = 0.6;

    /// <summary>Hit rate against the wrong share of the hits, on a stream of prompts.</summary>
    /// <param name="prompts">What may be asked; at least one.</param>
    /// <param name="embedder">Embeds each prompt once; stays the caller's.</param>
    /// <param name="options">How each way is run; what decides in it is replaced.</param>
    /// <param name="plot">What the picture is to show.</param>
    /// <param name="progress">Told of requests, all ways together; may be null.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <exception cref="ArgumentException">There are no prompts.</exception>
    /// <exception cref="EvaluationException">The cache failed.</exception>
    public static async Task<Plot> OfStreamAsync(
        IReadOnlyList<LabelledPrompt> prompts, IEmbedder embedder, EvaluationOptions options, PolicyPlotOptions plot,
        IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(plot);
        if (prompts.Count == 0)
            throw new ArgumentException("There is nothing to ask.", nameof(prompts));

        var curves = await StreamSweep.RunAsync(
            prompts, new PreparedEmbedder(embedder), PolicyFamily.All(plot.HasVerdict), options, progress, cancellationToken)
            .ConfigureAwait(false);
        return OfCurves(curves, plot);
    }

    /// <summary>Precision against the share of the right pairs that is served.</summary>
    /// <param name="pairs">The pairs; at least one.</param>
    /// <param name="embedder">Embeds each text once; stays the caller's.</param>
    /// <param name="options">What the cache decides with; thresholds and bounds are replaced.</param>
    /// <param name="plot">What the picture is to show.</param>
    /// <param name="progress">Told of pairs; may be null.</param>
    /// <param name="cancellationToken">Stops between two pairs.</param>
    /// <exception cref="ArgumentException">There are no pairs.</exception>
    /// <exception cref="EvaluationException">The cache failed.</exception>
    public static async Task<Plot> OfPairsAsync(
        IReadOnlyList<LabelledPair> pairs, IEmbedder embedder, EvaluationOptions options, PolicyPlotOptions plot,
        IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(plot);
        if (pairs.Count == 0)
            throw new ArgumentException("There is nothing to judge.", nameof(pairs));

        var sample = SeededOrder.Sample(pairs, options.Seed, options.Limit);
        var readings = await PairReader.ReadAsync(
            sample, new PreparedEmbedder(embedder), options, progress, cancellationToken).ConfigureAwait(false);
        return PairPlot.Of(sample, readings, options, plot);
    }

    internal static Plot OfCurves(IReadOnlyList<PolicyCurve> curves, PolicyPlotOptions plot)
    {
        var requests = curves[0].Points[0].Requests;
        PlotScale? really = plot.NoiseFloor is { } floor
            ? new(string.Create(CultureInfo.InvariantCulture, $"wrong, if {floor:0 %} of what labels call so is not"), 1 - floor)
            : null;
        return new Plot(
            string.Create(CultureInfo.InvariantCulture, $"{plot.Name}: hits and wrong hits, {requests:N0} prompts"),
            "Hit rate against the wrong share of the hits, for several ways of deciding. Higher, and further to the left, "
                + "is better. Bands and whiskers are 95 % intervals (Wilson) of the wrong share. Settings with fewer than ten "
                + "hits are left out, and thresholds at which more than 60 % of the hits are wrong.",
            new PlotAxis("wrong share of the hits", Other: really), new PlotAxis("hit rate"), [.. curves.Select(SeriesOf)]);
    }

    private static PlotSeries SeriesOf(PolicyCurve curve)
    {
        var isThreshold = curve.Name.StartsWith("threshold", StringComparison.Ordinal);
        return new PlotSeries(
            curve.Name,
            [
                .. curve.Points
                    .Where(point => point.Hits >= PolicyCurve.HitsMin && !(isThreshold && point.WrongShare > WrongShareMax))
                    .Select(point => PointOf(curve, point)),
            ],
            isThreshold ? PlotLook.Line : PlotLook.Marks);
    }

    private static PlotPoint PointOf(PolicyCurve curve, in PolicyPoint point)
    {
        var wrong = point.WrongShare.GetValueOrDefault();
        return new PlotPoint(wrong, point.HitRate, string.Create(
            CultureInfo.InvariantCulture,
            $"{curve.Name} {point.Setting:0.00}: hits {point.HitRate:0.0 %}, wrong of them {wrong:0.0 %}"))
        {
            AcrossWithin = WilsonInterval.Of(point.Wrong, point.Hits),
        };
    }
}
