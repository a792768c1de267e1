using System.Globalization;
using Likewise.Tests.Lifetime.Traces;

namespace Likewise.Tests.Lifetime;

/// <summary>
/// What the orders are worth, on traces where it is known what the best of all could do. The figures are in
/// docs/decisions/0051-eviction.md. Seeds differ by less than 0.003; a round of the loop, which it takes longer to learn than
/// recency does, is 0.01.
/// </summary>
public class HitRateTests
{
    private const int Universe = 20_000, Length = 200_000;
    private const double Noise = 0.003, Round = 0.01;

    public static TheoryData<string, double> Cases => new(
        from shape in new[] { "0.7", "0.9", "1.1", "loop" }
        from share in new[] { 0.01, 0.05, 0.20 }
        select (shape, share));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_default_hits_no_less_than_recency(string shape, double share)
    {
        var (trace, capacity) = (TraceOf(shape), (int)(share * Universe));

        var byDefault = HitRate.Of(new SemanticCacheOptions().Eviction, trace, capacity);
        var (recency, best) = (HitRate.Of(EvictionPolicy.Lru, trace, capacity), HitRate.OfClairvoyant(trace, capacity));

        TestContext.Current.SendDiagnosticMessage(
            $"{shape} {share:P0}: {byDefault:F4}, LRU {recency:F4}, clairvoyant {best:F4}");
        Assert.InRange(byDefault, recency - (shape == "loop" ? Round : Noise), best + Noise);
    }

    private static int[] TraceOf(string shape) => shape switch
    {
        "loop" => Trace.ScanThenLoop(Universe, Length),
        _ => Trace.Zipf(double.Parse(shape, CultureInfo.InvariantCulture), Universe, Length, seed: 5),
    };
}
