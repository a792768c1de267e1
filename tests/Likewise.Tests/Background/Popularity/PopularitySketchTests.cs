namespace Likewise.Tests.Background.Popularity;

/// <summary>
/// Goal: an estimate is never too low, and hardly ever too high by more than was said. Method: streams whose counts are known.
/// </summary>
public class PopularitySketchTests
{
    private const double ErrorShare = 0.002, ErrorRisk = 0.02;
    private const int Asks = 60_000;

    public static TheoryData<string, int> Streams => new()
    {
        { "zipf 0.7", 1 }, { "zipf 0.9", 2 }, { "zipf 1.1", 3 }, { "uniform", 4 }, { "uniform", 5 },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public void Estimates_are_never_too_low_and_keep_their_bound(string stream, int seed)
    {
        var sketch = new PopularitySketch(ErrorShare, ErrorRisk);
        var truth = Fill(sketch, stream, seed);

        var tooHigh = truth.Count(pair => sketch.Estimate(pair.Key) > pair.Value + (ErrorShare * sketch.Total));
        Assert.All(truth, pair => Assert.InRange(sketch.Estimate(pair.Key), (uint)pair.Value, uint.MaxValue));
        Assert.InRange(tooHigh, 0, (int)(ErrorRisk * truth.Count));
        Assert.Equal(Asks, sketch.Total);
    }

    [Fact]
    public void Aging_halves_everything_and_the_bound_holds_for_what_is_left()
    {
        var sketch = new PopularitySketch(ErrorShare, ErrorRisk);
        var truth = Fill(sketch, "zipf 0.9", 6);
        var before = truth.ToDictionary(pair => pair.Key, pair => sketch.Estimate(pair.Key));

        sketch.Halve();

        Assert.All(truth, pair =>
        {
            Assert.Equal(before[pair.Key] / 2, sketch.Estimate(pair.Key));
            Assert.InRange(sketch.Estimate(pair.Key), (uint)pair.Value / 2, uint.MaxValue);
        });
        Assert.Equal(Asks / 2, sketch.Total);
        for (var halvings = 0; halvings < 32; halvings++)
            sketch.Halve();
        Assert.All(truth.Keys, key => Assert.Equal(0u, sketch.Estimate(key)));
    }

    [Theory]
    [InlineData(0.1, 0.5, 32, 1)]
    [InlineData(0.002, 0.02, 2_048, 4)]
    [InlineData(0.0005, 0.01, 8_192, 5)]
    public void It_is_as_large_as_its_bounds_need(double share, double risk, int width, int depth)
    {
        var sketch = new PopularitySketch(share, risk);
        Assert.Equal((width, depth), (sketch.Width, sketch.Depth));
    }

    /// <summary>Adds a stream of keys as digests have them, and counts along.</summary>
    private static Dictionary<ulong, int> Fill(PopularitySketch sketch, string stream, int seed)
    {
        var random = new Random(seed);
        var keys = Enumerable.Range(0, 20_000).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
        var skew = stream.StartsWith("zipf", StringComparison.Ordinal)
            ? double.Parse(stream[5..], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        var sums = new double[keys.Length];
        for (var rank = 0; rank < keys.Length; rank++)
            sums[rank] = (rank > 0 ? sums[rank - 1] : 0) + Math.Pow(rank + 1, -skew);

        var truth = new Dictionary<ulong, int>();
        for (var ask = 0; ask < Asks; ask++)
        {
            var at = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
            var key = keys[Math.Min(at < 0 ? ~at : at, keys.Length - 1)];
            truth[key] = truth.GetValueOrDefault(key) + 1;
            Assert.True(sketch.Add(key) >= truth[key]);
        }

        return truth;
    }
}
