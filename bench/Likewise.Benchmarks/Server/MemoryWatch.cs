using System.Diagnostics;
using System.Globalization;
using Likewise.Server;

namespace Likewise.Benchmarks.Server;

/// <summary>
/// Whether the server's memory grows under a load that others make (<c>bench/server/memory.sh</c>): serves the demo, and says
/// every ten seconds what it holds. The slopes at the end are of the second half, when the cache is full and the code compiled.
/// </summary>
internal static class MemoryWatch
{
    private const double MiB = 1 << 20;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string url, TimeSpan time)
    {
        var settings = new LikewiseSettings();
        (settings.Server.Url, settings.Store.Kind, settings.Demo.Delay) = (url, StoreKind.Memory, TimeSpan.Zero);
        settings.Cache.EntriesMax = 5_000; // Full soon, so that each new answer pushes an old one out.
        await using var host = await CacheHost.OpenAsync(settings, null, null, TimeProvider.System);
        await using var server = LikewiseServer.Build(settings, host);
        await server.StartAsync();

        var (samples, live) = (new List<Sample>(), new List<double>());
        var started = Stopwatch.GetTimestamp();
        Console.WriteLine("seconds  resident MiB  heap MiB  entries        hits    misses");
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            await Task.Delay(Every);
            using var process = Process.GetCurrentProcess();
            var sample = new Sample(
                Stopwatch.GetElapsedTime(started).TotalMinutes, process.WorkingSet64 / MiB,
                GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes / MiB);
            samples.Add(sample);
            var held = host.Cache.GetStatistics();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{sample.Minutes * 60,7:0}  {sample.Resident,12:0.0}  {sample.Heap,8:0.0}  {held.Entries,7}  "
                + $"{held.Hits.Values.Sum(),10}  {held.Misses.Values.Sum(),8}"));
            if (live.Count == 0 && Stopwatch.GetElapsedTime(started) > time / 2)
                live.Add(GC.GetTotalMemory(forceFullCollection: true) / MiB);
        }

        live.Add(GC.GetTotalMemory(forceFullCollection: true) / MiB);
        var settled = samples[(samples.Count / 2)..];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"second half: resident {Slope(settled, sample => sample.Resident):+0.00;-0.00} MiB/min, "
            + $"heap {Slope(settled, sample => sample.Heap):+0.00;-0.00} MiB/min; "
            + $"live at half time {live[0]:0.0} MiB, at the end {live[^1]:0.0} MiB"));
        return 0;
    }

    /// <summary>Of the line of least squares.</summary>
    private static double Slope(List<Sample> samples, Func<Sample, double> of)
    {
        var (time, value) = (samples.Average(sample => sample.Minutes), samples.Average(of));
        return samples.Sum(sample => (sample.Minutes - time) * (of(sample) - value))
            / samples.Sum(sample => (sample.Minutes - time) * (sample.Minutes - time));
    }

    private sealed record Sample(double Minutes, double Resident, double Heap);
}
