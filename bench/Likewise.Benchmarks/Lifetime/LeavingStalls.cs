using System.Diagnostics;
using System.Globalization;

namespace Likewise.Benchmarks.Lifetime;

/// <summary>How long does a lookup take while much leaves: nothing, a tag's entries, a lower limit, a sweep?</summary>
internal static class LeavingStalls
{
    private const int OneInTagged = 5;
    private const string Tag = "tagged";

    public static async Task<int> RunAsync(int entries, TextWriter output)
    {
        var time = new AheadTime();
        await using var store = new KeptNowhere();
        await using var cache = await new SemanticCacheBuilder()
            .UseEmbedder(new RandomEmbedder(384))
            .UseStore(store)
            .UseTimeProvider(time)
            .Configure(options => (options.EntriesMax, options.ResidentPayloadBytesMax, options.EmbeddingsMax) =
                (entries, long.MaxValue, 0))
            .Configure(options => options.MaintenanceInterval = TimeSpan.FromHours(1))
            .BuildAsync();
        for (var entry = 0; entry < entries; entry++)
            await cache.StoreAsync(RequestOf(entry), RecordedResponse.FromText("It is this one."), new EntryOptions
            {
                TimeToLive = TimeSpan.FromHours(entry < entries / 10 ? 20 : 1),
                Tags = entry % OneInTagged == 0 ? [Tag] : [],
            });
        await cache.FlushAsync();

        output.WriteLine("| beside | it took | lookups | median | p99 | p99.9 | longest |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        await MeasureAsync(cache, "nothing", () => Task.Delay(TimeSpan.FromSeconds(3)), entries, output);
        await MeasureAsync(
            cache, $"a tag's {entries / OneInTagged} entries",
            () => cache.InvalidateAsync(new EntryFilter { AnyTag = [Tag] }).AsTask(), entries, output);
        await MeasureAsync(
            cache, $"all to {entries / 2} entries",
            () => cache.SetLimitsAsync(cache.Limits with { EntriesMax = entries / 2 }).AsTask(), entries, output);
        await MeasureAsync(cache, "nothing", () => Task.Delay(TimeSpan.FromSeconds(3)), entries, output);
        var held = cache.GetStatistics().Entries;
        time.Ahead = TimeSpan.FromHours(2);
        await MeasureAsync(cache, "a sweep", () => cache.FlushAsync().AsTask(), entries, output);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{held - cache.GetStatistics().Entries} entries were swept."));
        return 0;
    }

    private static async Task MeasureAsync(
        SemanticCache cache, string beside, Func<Task> leave, int entries, TextWriter output)
    {
        using var stop = new CancellationTokenSource();
        var lookups = Task.Run(async () =>
        {
            var (taken, random) = (new List<double>(), new Random(1));
            while (!stop.IsCancellationRequested)
            {
                var request = RequestOf(random.Next(2 * entries)); // Half of them were never stored: embedded and searched for.
                var began = Stopwatch.GetTimestamp();
                await cache.LookupAsync(request);
                taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return taken;
        });
        await Task.Delay(100);
        var started = Stopwatch.GetTimestamp();
        await Task.Run(leave);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await stop.CancelAsync();
        var times = await lookups;
        times.Sort();
        double At(double share) => times[(int)(share * (times.Count - 1))];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {beside} | {seconds:F2} s | {times.Count} | {At(0.5):F3} ms | {At(0.99):F3} ms | {At(0.999):F3} ms | "
            + $"{At(1):F2} ms |"));
    }

    private static PromptRequest RequestOf(int entry) =>
        PromptRequest.FromText(string.Create(CultureInfo.InvariantCulture, $"What is the answer to question {entry}?"));

    /// <summary>The system's clock, put ahead.</summary>
    private sealed class AheadTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
