using System.Globalization;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lifetime;

/// <summary>
/// Random traffic: stores, hits by the same and by other words, removals, tags, time that passes, limits that change. Now and
/// then the exact map, the index, the store and the aliases are held against each other. LIKEWISE_SOAK_OPERATIONS asks for more
/// than the usual 8,000 operations; memory is looked at from 200,000 on.
/// </summary>
public sealed class SoakTests
{
    private const int Topics = 3_000, CheckedEvery = 2_000, LongRun = 200_000;

    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Operations =>
        int.TryParse(
            Environment.GetEnvironmentVariable("LIKEWISE_SOAK_OPERATIONS"), CultureInfo.InvariantCulture, out var asked)
            ? asked
            : 8_000;

    [Theory]
    [InlineData(EvictionPolicy.TinyLfu, 1)]
    [InlineData(EvictionPolicy.CostAware, 2)]
    [InlineData(EvictionPolicy.Lfu, 3)]
    public async Task Whatever_happens_maps_index_store_and_aliases_hold_the_same(EvictionPolicy policy, int seed)
    {
        var random = new Random(seed);
        await using var store = new MemoryEntryStore();
        await using var cache = await Caches.BuildAsync(
            time: _time, build: builder => builder.UseStore(store), configure: options =>
            {
                (options.Eviction, options.EntriesMax) = (policy, 600);
                options.InvalidationsMax = 500; // As many as there are long before memory is looked at.
                (options.TimeToLive, options.SlidingWindow) = (TimeSpan.FromHours(1), TimeSpan.FromMinutes(30));
            });

        var heapAtFirst = 0L;
        for (var operation = 1; operation <= Operations; operation++)
        {
            await StepAsync(cache, random);
            if (operation % CheckedEvery != 0)
                continue;

            await CheckAsync(cache, store);
            if (operation == LongRun / 2)
                heapAtFirst = GC.GetTotalMemory(forceFullCollection: true);
        }

        if (Operations >= LongRun)
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, 1.1 * heapAtFirst);
        Assert.All(
            [cache.GetStatistics().Evicted, cache.GetStatistics().Expired, cache.GetStatistics().Hits[HitTier.Alias]],
            happened => Assert.NotEqual(0, happened));
    }

    private async ValueTask StepAsync(SemanticCache cache, Random random)
    {
        var topic = $"topic {(int)(Topics * random.NextDouble() * random.NextDouble())}";
        var other = $"{topic} ~0.9{random.Next(3, 8)}";
        switch (random.Next(1_000))
        {
            case < 350:
                await cache.PutAsync(random.Next(8) == 0 ? other : topic, topic, new EntryOptions
                {
                    Tags = [$"tag {random.Next(200)}"],
                    TimeToLive = random.Next(4) == 0 ? TimeSpan.FromMinutes(random.Next(1, 50)) : null,
                });
                break;
            case < 600:
                await cache.LookupAsync(topic, Token);
                break;
            case < 970:
                await cache.LookupAsync(other, Token);
                break;
            case < 980:
                if (await cache.LookupAsync(topic, Token) is LookupHit hit)
                    await cache.InvalidateAsync(hit.Entry.Id, Token);
                break;
            case < 984:
                await cache.InvalidateAsync(new EntryFilter { AnyTag = [$"tag {random.Next(200)}"] }, Token);
                break;
            case < 996:
                _time.Advance(TimeSpan.FromSeconds(random.Next(1, 200)));
                await cache.FlushAsync(Token);
                break;
            default:
                await cache.SetLimitsAsync(cache.Limits with { EntriesMax = random.Next(300, 900) }, Token);
                break;
        }
    }

    private static async ValueTask CheckAsync(SemanticCache cache, MemoryEntryStore store)
    {
        await cache.FlushAsync(Token);
        var (statistics, listed) = (cache.GetStatistics(), cache.List(EntryFilter.All));
        Assert.InRange(statistics.Entries, 1, cache.Limits.EntriesMax);
        Assert.Equal(
            (statistics.Entries, statistics.Entries, (long)statistics.Entries),
            (listed.Count, statistics.Vectors, (await store.MeasureAsync(Token)).Entries));
        Assert.Equal(statistics.PayloadBytes, listed.Sum(entry => (long)entry.Summary.PayloadBytes));
        Assert.InRange(statistics.Aliases, 0, 8 * statistics.Entries);
        foreach (var entry in listed)
            Assert.Equal(entry.Summary.Id, (await cache.HitAsync(entry.Summary.Prompt)).Entry.Id);
    }
}
