using System.Diagnostics;
using System.Globalization;

namespace Likewise.Benchmarks.Decisions;

/// <summary>
/// What a decision costs a lookup: making a prompt's features, asking every guard about a candidate, and how sure a verdict is of
/// it. Percentiles, which an average would hide: a rare slow pair is a slow lookup.
/// </summary>
internal sealed class GuardTimes(VerdictModel? verdict)
{
    private const int Rounds = 10;

    /// <summary>What the encoder would say does not change the time.</summary>
    private const double Similarity = 0.9;

    private readonly List<double> _features = [];
    private readonly List<double> _guards = [];
    private readonly List<double> _verdicts = [];
    private readonly List<double> _all = [];
    private long _bytes;

    /// <param name="pairs">Two prompts a line, with a tab between them.</param>
    /// <param name="verdictFile">A model that <c>likewise train</c> made; null: decisions without one.</param>
    /// <param name="output">Where the table goes.</param>
    public static int Run(TextReader pairs, string? verdictFile, TextWriter output)
    {
        var prompts = new List<(string Asked, PromptFeatures Stored)>();
        while (pairs.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var asked, var stored])
                prompts.Add((asked, PromptFeatures.Of(stored)));
        }

        // What counts is the last round: by then everything is compiled.
        var times = new GuardTimes(verdictFile is null ? null : VerdictModel.Load(verdictFile));
        for (var round = 0; round < Rounds; round++)
            times.Measure(prompts);
        times.Write(output, prompts.Count);
        return 0;
    }

    private void Measure(List<(string Asked, PromptFeatures Stored)> prompts)
    {
        foreach (var times in (List<double>[])[_features, _guards, _verdicts, _all])
            times.Clear();
        _bytes = 0;
        foreach (var (asked, stored) in prompts)
            Measure(asked, stored);
    }

    private void Measure(string asked, PromptFeatures stored)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var made = PromptFeatures.Of(asked);
        var read = Stopwatch.GetTimestamp();
        _bytes += GC.GetAllocatedBytesForCurrentThread() - before;

        var asking = Stopwatch.GetTimestamp();
        foreach (var (_, guard) in GuardRoster.All)
            _ = guard.ObjectionTo(made, stored);
        var guarded = Stopwatch.GetTimestamp();
        _ = verdict?.ScoreOf(made, stored, Similarity);
        var judged = Stopwatch.GetTimestamp();

        _features.Add(Microseconds(started, read));
        _guards.Add(Microseconds(asking, guarded));
        _verdicts.Add(Microseconds(guarded, judged));
        _all.Add(Microseconds(started, read) + Microseconds(asking, judged));
    }

    private void Write(TextWriter output, int pairs)
    {
        Write(output, "features of a prompt", _features);
        Write(output, "all guards on a candidate", _guards);
        if (verdict is not null)
            Write(output, "a verdict on a candidate", _verdicts);
        Write(output, "all of it", _all);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"bytes of the features",-28}{_bytes / pairs,10}"));
    }

    private static double Microseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMicroseconds;

    private static void Write(TextWriter output, string what, List<double> times)
    {
        times.Sort();
        var (p50, p99) = (times[times.Count / 2], times[times.Count * 99 / 100]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-28}p50 {p50,6:0.0} µs   p99 {p99,6:0.0} µs"));
    }
}
