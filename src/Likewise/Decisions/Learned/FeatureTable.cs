namespace Likewise;

/// <summary>The features of all examples, and the thresholds between their values that a tree may ask for.</summary>
internal sealed class FeatureTable
{
    /// <summary>Thresholds of a feature: more would tell examples apart that are alike.</summary>
    private const int BinsMax = 64;

    private readonly float[] _values;
    private readonly byte[] _bins;

    private FeatureTable(float[] values, int rows)
    {
        (_values, Rows) = (values, rows);
        Thresholds = [.. Enumerable.Range(0, PairFeatures.Count).Select(ThresholdsOf)];
        _bins = new byte[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var feature = 0; feature < PairFeatures.Count; feature++)
                _bins[(feature * rows) + row] = BinOf(Thresholds[feature], Row(row)[feature]);
        }
    }

    public int Rows { get; }

    /// <summary>Of each feature, in rising order.</summary>
    public float[][] Thresholds { get; }

    public static FeatureTable Of(IReadOnlyList<VerdictExample> examples)
    {
        var values = new float[examples.Count * PairFeatures.Count];
        Parallel.For(0, examples.Count, row =>
        {
            var example = examples[row];
            PairFeatures.Measure(
                example.Similarity, PromptFeatures.Of(example.Asked), PromptFeatures.Of(example.Stored),
                values.AsSpan(row * PairFeatures.Count, PairFeatures.Count));
        });
        return new FeatureTable(values, examples.Count);
    }

    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * PairFeatures.Count, PairFeatures.Count);

    /// <summary>How many thresholds of a feature each row exceeds.</summary>
    public ReadOnlySpan<byte> Bins(int feature) => _bins.AsSpan(feature * Rows, Rows);

    /// <summary>Halfway between neighbouring values, thinned out to as many as there are bins.</summary>
    private float[] ThresholdsOf(int feature)
    {
        var sorted = Enumerable.Range(0, Rows).Select(row => Row(row)[feature]).Order().ToArray();
        var thresholds = new List<float>();
        for (var bin = 1; bin < BinsMax; bin++)
        {
            // Equal values stay together: the threshold stands where the next value begins.
            var from = bin * Rows / BinsMax;
            var at = Array.FindIndex(sorted, from, value => value > sorted[Math.Max(0, from - 1)]);
            if (at <= 0)
                break;
            var threshold = (sorted[at - 1] + sorted[at]) / 2;
            if (thresholds.Count == 0 || threshold > thresholds[^1])
                thresholds.Add(threshold);
        }

        return [.. thresholds];
    }

    private static byte BinOf(float[] thresholds, float value)
    {
        var bin = 0;
        while (bin < thresholds.Length && value > thresholds[bin])
            bin++;
        return (byte)bin;
    }
}
