using System.Diagnostics;
using System.Globalization;

namespace Likewise.Benchmarks.Decisions;

/// <summary>
/// What the guards cost a lookup: making a prompt's features, and asking every guard about a candidate. Percentiles, which an
/// average would hide: a rare slow pair is a slow lookup.
/// </summary>
internal static class GuardTimes
{
    private const int Rounds = 10;

    /// <param name="pairs">Two prompts a line, with a tab between them.</param>
    /// <param name="output">Where the table goes.</param>
    public static int Run(TextReader pairs, TextWriter output)
    {
        var prompts = new List<(string Asked, string Stored)>();
        while (pairs.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var asked, var stored])
                prompts.Add((asked, stored));
        }

        // What counts is the last round: by then everything is compiled.
        var (features, guards, bytes) = (new List<double>(), new List<double>(), 0L);
        for (var round = 0; round < Rounds; round++)
        {
            features.Clear();
            guards.Clear();
            bytes = 0;
            foreach (var (asked, stored) in prompts)
                Time(asked, PromptFeatures.Of(stored), features, guards, ref bytes);
        }

        Write(output, "features of a prompt", features);
        Write(output, "all guards on a candidate", guards);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"bytes of the features",-28}{bytes / prompts.Count,10}"));
        return 0;
    }

    private static void Time(string asked, PromptFeatures stored, List<double> features, List<double> guards, ref long bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var made = PromptFeatures.Of(asked);
        features.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        bytes += GC.GetAllocatedBytesForCurrentThread() - before;

        started = Stopwatch.GetTimestamp();
        foreach (var (_, guard) in GuardRoster.All)
            _ = guard.ObjectionTo(made, stored);
        guards.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
    }

    private static void Write(TextWriter output, string what, List<double> times)
    {
        times.Sort();
        var (p50, p99) = (times[times.Count / 2], times[times.Count * 99 / 100]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-28}p50 {p50,6:0.0} µs   p99 {p99,6:0.0} µs"));
    }
}
