namespace Likewise.Tests.Lifetime;

public class FrequencySketchTests
{
    [Fact]
    public void An_estimate_is_never_below_the_truth()
    {
        var (sketch, random, truth) = (SketchOf(1000), new Random(3), new Dictionary<ulong, int>());
        for (var step = 0; step < 9000; step++)
        {
            var thing = Hash((int)(random.NextDouble() * random.NextDouble() * 1500));
            sketch.Increment(thing);
            truth[thing] = truth.GetValueOrDefault(thing) + 1;
        }

        Assert.All(truth, pair => Assert.True(
            sketch.Estimate(pair.Key) >= Math.Min(pair.Value, FrequencySketch.CountMax)));
    }

    [Fact]
    public void Few_of_as_many_things_as_it_has_room_for_are_overestimated()
    {
        var sketch = SketchOf(1000);
        for (var thing = 0; thing < 1000; thing++)
            sketch.Increment(Hash(thing));

        var over = Enumerable.Range(0, 1000).Count(thing => sketch.Estimate(Hash(thing)) > 1);

        // A place is shared with probability 1 - e^-(4 x 1000/16384) = 0.22 without conservative update; all four, 0.002.
        Assert.InRange(over, 0, 10);
        Assert.Equal(0, sketch.Estimate(Hash(123_456_789)) is 0 or 1 ? 0 : 1);
    }

    [Fact]
    public void Fame_fades()
    {
        var sketch = SketchOf(100);
        for (var time = 0; time < 15; time++)
            sketch.Increment(Hash(1));
        for (var other = 0; other < 2_550; other++)
            sketch.Increment(Hash(1000 + other));

        Assert.InRange(sketch.Estimate(Hash(1)), 7, 8);
    }

    /// <summary>A large sketch halves its counters in steps; until the last one, some are as they were.</summary>
    [Fact]
    public void Counters_are_halved_while_more_is_seen()
    {
        var sketch = SketchOf(8_192);
        for (var time = 0; time < 12; time++)
        {
            for (var thing = 0; thing < 100; thing++)
                sketch.Increment(Hash(thing));
        }

        sketch.Fade(halvings: 2);
        var atFirst = Enumerable.Range(0, 100).Count(thing => sketch.Estimate(Hash(thing)) == 12);
        for (var step = 0; step < 15; step++)
            sketch.Increment(Hash(1_000 + step));

        Assert.InRange(atFirst, 80, 100);
        Assert.All(Enumerable.Range(0, 100), thing => Assert.InRange(sketch.Estimate(Hash(thing)), 3, 4));
    }

    private static ulong Hash(int value) =>
        BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(value)));

    [Fact]
    public void Making_room_changes_no_count()
    {
        var (sketch, random) = (SketchOf(8), new Random(5));
        var things = Enumerable.Range(0, 40).Select(_ => (ulong)random.NextInt64()).ToArray();
        for (var seen = 0; seen < 70; seen++)
            sketch.Increment(things[random.Next(things.Length)]);

        var before = Array.ConvertAll(things, sketch.Estimate);
        sketch.MakeRoom(5_000);

        Assert.Equal(before, Array.ConvertAll(things, sketch.Estimate));
        Assert.Equal(8_192, sketch.Capacity);
    }

    private static FrequencySketch SketchOf(int things)
    {
        var sketch = new FrequencySketch();
        sketch.MakeRoom(things);
        return sketch;
    }
}
