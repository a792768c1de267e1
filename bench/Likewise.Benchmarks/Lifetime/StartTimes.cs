using System.Diagnostics;
using System.Globalization;
using Likewise.Sqlite;

namespace Likewise.Benchmarks.Lifetime;

/// <summary>How long after its start does a process answer out of a large store, and when has it read all of it?</summary>
internal static class StartTimes
{
    private const int Dimension = 384;

    /// <summary>Fills a store, by the cache's own way of storing.</summary>
    public static async Task<int> MakeAsync(string path, int entries, TextWriter output)
    {
        await using var store = await SqliteEntryStore.OpenAsync(new SqliteStoreOptions
        {
            Path = path, Durability = StoreDurability.Process, CommitBatchMax = 4_096, WriteQueueMax = 16_384,
        });
        await using var cache = await BuildAsync(store, inBackground: false);
        var answer = RecordedResponse.FromText(new string('x', 600));
        foreach (var wave in Enumerable.Range(0, entries).Chunk(2_048))
            await Task.WhenAll(wave.Select(async entry =>
            {
                while (await cache.LookupAsync(RequestOf(entry)) is LookupMiss { Ticket: { } ticket })
                    await cache.StoreAsync(ticket, answer);
            }));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cache.GetStatistics().Entries} entries"));
        return 0;
    }

    /// <summary>Opens it in this process and asks.</summary>
    public static async Task<int> RunAsync(string path, TextWriter output)
    {
        using var self = Process.GetCurrentProcess();
        var began = self.StartTime.ToUniversalTime();
        double Since() => (DateTime.UtcNow - began).TotalSeconds;
        void Tell(string what) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Since():F2} s  {what}"));

        Tell("the program runs");
        await using var store = await SqliteEntryStore.OpenAsync(new SqliteStoreOptions { Path = path });
        Tell("the store is open");
        await using var cache = await BuildAsync(store, inBackground: true);
        Tell("the cache is built");
        var random = new Random(1);
        var taken = new List<double>();
        var first = await cache.LookupAsync(RequestOf(0));
        Tell($"the first lookup: {first.GetType().Name}");
        var filled = cache.WhenFilledAsync();
        while (!filled.IsCompleted)
        {
            var at = Stopwatch.GetTimestamp();
            if (await cache.LookupAsync(RequestOf(random.Next(1_000_000))) is not LookupHit)
                Tell("A stored answer was not found.");
            taken.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }

        Tell($"{cache.GetStatistics().Entries} entries are read");
        taken.Sort();
        if (taken.Count > 0)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{taken.Count} hits meanwhile: median {taken[taken.Count / 2]:F3} ms, "
                + $"p99 {taken[taken.Count * 99 / 100]:F3} ms, longest {taken[^1]:F1} ms"));
        return 0;
    }

    private static ValueTask<SemanticCache> BuildAsync(IEntryStore store, bool inBackground) => new SemanticCacheBuilder()
        .UseEmbedder(new RandomEmbedder(Dimension))
        .UseStore(store)
        .Configure(options => (options.EntriesMax, options.EmbeddingsMax, options.PayloadBytesMax) =
            (10_000_000, 0, 100L << 30))
        .Configure(options => options.FillsInBackground = inBackground)
        .BuildAsync();

    private static PromptRequest RequestOf(int entry) =>
        PromptRequest.FromText(string.Create(CultureInfo.InvariantCulture, $"What is the answer to question {entry}?"));
}
