namespace Likewise;

/// <summary>
/// What similarity alone says: log-odds that rise in a straight line, each set of examples from a height of its own (logistic
/// regression).
/// </summary>
internal sealed class SimilarityLine
{
    private const int StepsMax = 100;
    private const double Enough = 1e-9;

    /// <summary>Half an example of either label, so that a set of one label has a height too.</summary>
    private const double Doubt = 0.5;

    private readonly Dictionary<string, double> _heights;

    private SimilarityLine(Dictionary<string, double> heights, double slope, double start) =>
        (_heights, Slope, Start) = (heights, slope, start);

    /// <summary>Not negative.</summary>
    public double Slope { get; private set; }

    /// <summary>The sets' heights, weighted by their examples.</summary>
    public double Start { get; private set; }

    public static SimilarityLine Fit(IReadOnlyList<VerdictExample> examples)
    {
        var heights = examples.Select(example => example.Set).Distinct(StringComparer.Ordinal)
            .ToDictionary(set => set, _ => 0.0, StringComparer.Ordinal);
        var line = new SimilarityLine(heights, slope: 0, start: 0);
        for (var step = 0; step < StepsMax && line.Step(examples) > Enough; step++)
        {
        }

        line.Start = examples.Sum(example => example.Weight * heights[example.Set]) / examples.Sum(example => example.Weight);
        return line;
    }

    /// <summary>Where an example of the sets that the line was fitted to stands.</summary>
    public double LogOddsOf(VerdictExample example) => _heights[example.Set] + (Slope * example.Similarity);

    /// <summary>Newton's step for the slope and all heights together; the slope's by elimination of the heights.</summary>
    /// <returns>The largest change.</returns>
    private double Step(IReadOnlyList<VerdictExample> examples)
    {
        var sums = _heights.ToDictionary(
            set => set.Key, set => new Sums(Pull(set.Value), Curve(set.Value), 0), StringComparer.Ordinal);
        var (slopeGradient, slopeCurvature) = (0.0, 1e-6);
        foreach (var example in examples)
        {
            var probability = LogOdds.ToScore(LogOddsOf(example));
            var gradient = example.Weight * ((example.IsRight ? 1 : 0) - probability);
            var curvature = example.Weight * probability * (1 - probability);
            var sum = sums[example.Set];
            sums[example.Set] = new Sums(
                sum.Gradient + gradient, sum.Curvature + curvature, sum.Mixed + (curvature * example.Similarity));
            slopeGradient += gradient * example.Similarity;
            slopeCurvature += curvature * example.Similarity * example.Similarity;
        }

        foreach (var sum in sums.Values)
        {
            slopeGradient -= sum.Mixed * sum.Gradient / sum.Curvature;
            slopeCurvature -= sum.Mixed * sum.Mixed / sum.Curvature;
        }

        var slope = Math.Max(0, Slope + (slopeGradient / slopeCurvature));
        var (change, largest) = (slope - Slope, Math.Abs(slope - Slope));
        Slope = slope;
        foreach (var (set, sum) in sums)
        {
            var move = (sum.Gradient - (sum.Mixed * change)) / sum.Curvature;
            _heights[set] += move;
            largest = Math.Max(largest, Math.Abs(move));
        }

        return largest;
    }

    /// <summary>The pull of the doubt towards even odds.</summary>
    private static double Pull(double height) => Doubt - (2 * Doubt * LogOdds.ToScore(height));

    private static double Curve(double height) => 2 * Doubt * LogOdds.ToScore(height) * (1 - LogOdds.ToScore(height));

    private readonly record struct Sums(double Gradient, double Curvature, double Mixed);
}
