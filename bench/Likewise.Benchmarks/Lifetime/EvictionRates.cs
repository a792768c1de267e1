using System.Globalization;
using System.Runtime.InteropServices;
using Likewise.Tests.Lifetime.Traces;

namespace Likewise.Benchmarks.Lifetime;

/// <summary>
/// How much does each policy hit, beside the best that anybody could who knew the future? Prints a table, and writes the traces
/// down, four bytes for each thing asked for, where somebody wants to show them to another cache.
/// </summary>
internal static class EvictionRates
{
    private const int Universe = 100_000, Length = 1_000_000, Seeds = 3;

    private static readonly double[] Shares = [0.01, 0.05, 0.20];

    public static int Run(string? directory, TextWriter output)
    {
        output.WriteLine("| trace | room | clairvoyant | " + string.Join(" | ", Enum.GetNames<EvictionPolicy>()) + " |");
        foreach (var (name, traces) in Traces())
        {
            for (var seed = 0; directory is not null && seed < traces.Length; seed++)
                File.WriteAllBytes(
                    Path.Combine(directory, $"{name}-{seed}.i32"), MemoryMarshal.AsBytes<int>(traces[seed]).ToArray());
            foreach (var share in Shares)
                output.WriteLine(RowOf(name, traces, share));
        }

        return 0;
    }

    private static IEnumerable<(string Name, int[][] Traces)> Traces()
    {
        foreach (var skew in new[] { 0.7, 0.9, 1.1 })
        {
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"zipf-{skew}"),
                [.. Enumerable.Range(0, Seeds).Select(seed => Trace.Zipf(skew, Universe, Length, seed))]);
        }

        yield return (
            "zipf-0.9-moving",
            [.. Enumerable.Range(0, Seeds).Select(seed => Trace.MovingZipf(0.9, Universe, Length, seed, parts: 10))]);
        yield return ("scan-then-loop", [Trace.ScanThenLoop(Universe, Length)]);
    }

    private static string RowOf(string name, int[][] traces, double share)
    {
        var capacity = (int)(share * Universe);
        var best = traces.Average(trace => HitRate.OfClairvoyant(trace, capacity));
        var rates = Enum.GetValues<EvictionPolicy>().Select(policy =>
        {
            var each = Array.ConvertAll(traces, trace => HitRate.Of(policy, trace, capacity));
            return string.Create(
                CultureInfo.InvariantCulture, $"{each.Average():F4} ± {(each.Max() - each.Min()) / 2:F4}");
        });
        return string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {share:P0} | {best:F4} | {string.Join(" | ", rates)} |");
    }
}
