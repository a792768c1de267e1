namespace Likewise.Tests.Lifetime.Traces;

/// <summary>What is asked for, one after the other; the same for the same seed.</summary>
internal static class Trace
{
    /// <summary>
    /// Independent draws: the thing of rank r is asked for as often as r^-skew says (Breslau et al., "Web caching and Zipf-like
    /// distributions", 1999).
    /// </summary>
    public static int[] Zipf(double skew, int universe, int length, int seed)
    {
        var (random, sums, sum) = (new Random(seed), new double[universe], 0.0);
        for (var rank = 0; rank < universe; rank++)
            sums[rank] = sum += Math.Pow(rank + 1, -skew);

        // Which thing has which rank is drawn too, or a key would tell how popular it is.
        var keys = Enumerable.Range(0, universe).ToArray();
        random.Shuffle(keys);
        return [.. Enumerable.Range(0, length).Select(_ =>
        {
            var found = Array.BinarySearch(sums, random.NextDouble() * sum);
            return keys[Math.Min(universe - 1, found < 0 ? ~found : found)];
        })];
    }

    /// <summary>The same, where after every so many draws other things become popular.</summary>
    public static int[] MovingZipf(double skew, int universe, int length, int seed, int parts) =>
        [.. Enumerable.Range(0, parts).SelectMany(part => Zipf(skew, universe, length / parts, (seed * parts) + part))];

    /// <summary>
    /// Scan, then loop: half of the universe is asked for once, one after the other; then a loop over a tenth of it goes round
    /// and round, and now and then a scan of fresh things, as long as the loop, comes between.
    /// </summary>
    public static int[] ScanThenLoop(int universe, int length)
    {
        var trace = new List<int>(Enumerable.Range(0, universe / 2));
        var (loop, fresh) = (universe / 10, universe);
        for (var round = 0; trace.Count < length; round++)
        {
            trace.AddRange(Enumerable.Range(universe / 2, loop));
            if (round % 10 == 9)
            {
                trace.AddRange(Enumerable.Range(fresh, loop));
                fresh += loop;
            }
        }

        return [.. trace.Take(length)];
    }
}
