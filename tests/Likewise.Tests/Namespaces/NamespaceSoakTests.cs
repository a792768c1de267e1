using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Namespaces;

/// <summary>
/// Random traffic of several callers at once, each with prompts of its own, over namespaces with and without limits, some of
/// whose names are made up: stores, hits, removals by id and by namespace, limits of the cache that change, lives that end.
/// Whenever they pause, no namespace holds more than it may, and table, index and store hold the same.
/// </summary>
public sealed class NamespaceSoakTests
{
    private const int Callers = 3, StepsEach = 250, Pauses = 6;

    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(EvictionPolicy.TinyLfu, 1)]
    [InlineData(EvictionPolicy.SoonestToEnd, 2)]
    [InlineData(EvictionPolicy.Lru, 3)]
    public async Task No_namespace_holds_more_than_it_may_whoever_comes_and_goes(EvictionPolicy policy, int seed)
    {
        await using var store = new MemoryEntryStore();
        await using var cache = await Caches.BuildAsync(
            time: _time, build: builder => builder.UseStore(store), configure: options =>
            {
                (options.Eviction, options.EntriesMax, options.LimitedNamespacesMax) = (policy, 200, 10);
                (options.TimeToLive, options.MaintenanceInterval) = (TimeSpan.FromHours(8), TimeSpan.FromDays(1));
                options.Namespaces.Add(new NamespaceRule { Namespace = "small", EntriesMax = 20 });
                options.Namespaces.Add(new NamespaceRule { Namespace = "bytes", PayloadBytesMax = 3_000 });
                options.Namespaces.Add(new NamespaceRule { Namespace = "user-*", EntriesMax = 4 });
            });
        for (var pause = 0; pause < Pauses; pause++)
        {
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller =>
                Task.Run(() => RunAsync(cache, caller, new Random((seed * 1_000) + (pause * Callers) + caller)), Token)));
            _time.Advance(TimeSpan.FromHours(3)); // Not while they run: what is under way would be late.
            await CheckAsync(cache, store);
        }

        Assert.Contains(cache.GetNamespaces(), one => one.EvictedByOwn > 0);
        Assert.Contains(cache.GetNamespaces(), one => one.EvictedByAll > 0);
        await cache.InvalidateAsync(EntryFilter.All, Token);
        Assert.Equal(0, cache.GetStatistics().EntryBytes);
    }

    private async Task RunAsync(SemanticCache cache, int caller, Random random)
    {
        for (var step = 0; step < StepsEach; step++)
        {
            var asked = PromptRequest.FromText($"topic {random.Next(20)} of {caller}") with { Namespace = NameOf(random) };
            switch (random.Next(100))
            {
                case < 50:
                    var stored = await cache.StoreAsync(asked, new string('x', random.Next(1, 200)), null, Token);
                    Assert.NotEqual(StoreStatus.Failed, stored.Status); // Refused where its namespace was emptied meanwhile.
                    break;
                case < 90:
                    await cache.LookupAsync(asked, Token);
                    break;
                case < 95:
                    if (await cache.LookupAsync(asked, Token) is LookupHit hit)
                        await cache.InvalidateAsync(hit.Entry.Id, Token);
                    break;
                case 95:
                    await cache.InvalidateAsync(new EntryFilter { Namespace = asked.Namespace }, Token);
                    break;
                case 96:
                    await cache.SetLimitsAsync(cache.Limits with { EntriesMax = random.Next(50, 200) }, Token);
                    break;
                default:
                    await cache.FlushAsync(Token);
                    break;
            }
        }
    }

    private static string NameOf(Random random) => random.Next(5) switch
    {
        0 => "small", 1 => "bytes", 2 => "rest", 3 => $"user-{random.Next(4)}", _ => $"user-{random.Next(40)}",
    };

    private static async Task CheckAsync(SemanticCache cache, MemoryEntryStore store)
    {
        await cache.FlushAsync(Token);
        var (statistics, listed) = (cache.GetStatistics(), cache.List(EntryFilter.All));
        Assert.InRange(statistics.Entries, 1, cache.Limits.EntriesMax);
        Assert.Equal(
            (statistics.Entries, statistics.Entries, (long)statistics.Entries),
            (listed.Count, statistics.Vectors, (await store.MeasureAsync(Token)).Entries));
        var held = listed.ToLookup(entry => entry.Summary.Namespace, entry => (long)entry.Summary.PayloadBytes);
        Assert.InRange(held["small"].Count(), 0, 20);
        Assert.InRange(held["bytes"].Sum(), 0, 3_000);

        // Each that has a part of its own holds 4, and all that found no room hold 4 together, even if they have parts by now.
        var users = held.Where(part => part.Key.StartsWith("user-", StringComparison.Ordinal)).ToArray();
        Assert.All(users, user => Assert.InRange(user.Count(), 1, 8));
        Assert.InRange(users.Sum(user => user.Count()), 0, 48);
    }
}
