using Likewise.Tests.Fixtures;
using Likewise.Tests.Telemetry;

namespace Likewise.Tests.Namespaces;

public class NamespaceLimitsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_namespace_gives_up_its_own_entries_and_no_others()
    {
        await using var cache = await BuildAsync(new NamespaceRule { Namespace = "small", EntriesMax = 4 });
        await FillAsync(cache, "large", 20);
        await FillAsync(cache, "small", 30);

        Assert.Equal((4, 20), (Count(cache, "small"), Count(cache, "large")));
        Assert.Equal((24, 26L), (cache.GetStatistics().Vectors, cache.GetStatistics().Evicted));
    }

    [Fact]
    public async Task What_a_namespace_asks_for_most_stays_as_the_policy_says()
    {
        await using var cache = await BuildAsync(
            new NamespaceRule { Namespace = "small", EntriesMax = 3 }, options => options.Eviction = EvictionPolicy.Lfu);
        await cache.PutAsync(In("small", "wanted"), "an answer");
        for (var times = 0; times < 5; times++)
            await cache.HitAsync(In("small", "wanted"));
        await FillAsync(cache, "small", 20);

        await cache.HitAsync(In("small", "wanted"));
        Assert.Equal(3, Count(cache, "small"));
    }

    [Fact]
    public async Task Bytes_of_payload_have_a_limit_too()
    {
        await using var cache = await BuildAsync(new NamespaceRule { Namespace = "small", PayloadBytesMax = 1_000 });
        await FillAsync(cache, "small", 40);
        await FillAsync(cache, "large", 40);

        var held = cache.List(new EntryFilter { Namespace = "small" });
        Assert.InRange(held.Sum(entry => entry.Summary.PayloadBytes), 300, 1_000);
        Assert.Equal(40, Count(cache, "large"));
    }

    [Fact]
    public async Task Each_namespace_of_a_rule_for_many_has_its_own_limit_while_there_is_room_for_them()
    {
        await using var cache = await BuildAsync(
            new NamespaceRule { Namespace = "user-*", EntriesMax = 2 }, options => options.LimitedNamespacesMax = 3);
        foreach (var part in (string[])["user-1", "user-2", "user-3", "user-4", "user-5", "user-6"])
            await FillAsync(cache, part, 5);

        Assert.Equal([2, 2, 2], new[] { "user-1", "user-2", "user-3" }.Select(part => Count(cache, part)));
        Assert.Equal(2, Count(cache, "user-4") + Count(cache, "user-5") + Count(cache, "user-6"));
    }

    [Fact]
    public async Task Names_that_callers_make_up_leave_nothing_behind()
    {
        await using var cache = await BuildAsync(new NamespaceRule { Namespace = "user-*", EntriesMax = 2 });
        for (var index = 0; index < 300; index++)
        {
            var id = await cache.PutAsync(In($"user-{index}", "topic"), "an answer");
            await cache.InvalidateAsync(id, Token);
        }

        Assert.Equal((0, 0L), (cache.GetStatistics().Entries, cache.GetStatistics().EntryBytes));
        await FillAsync(cache, "user-0", 3);
        Assert.Equal(2, Count(cache, "user-0"));
    }

    [Fact]
    public async Task Under_the_caches_own_limit_all_shrink_to_the_same_share_of_what_they_may_hold()
    {
        await using var cache = await BuildAsync(
            [new NamespaceRule { Namespace = "a", EntriesMax = 40 }, new NamespaceRule { Namespace = "b", EntriesMax = 10 }]);
        await FillAsync(cache, "a", 40);
        await FillAsync(cache, "b", 10);
        await FillAsync(cache, "rest", 50);

        await cache.SetLimitsAsync(cache.Limits with { EntriesMax = 50 }, Token);

        // 50 may be held, of which a may have 40 and b 10: each keeps the same half.
        Assert.Equal((20, 5, 25), (Count(cache, "a"), Count(cache, "b"), Count(cache, "rest")));
    }

    [Fact]
    public async Task A_namespace_below_its_share_is_not_touched_while_another_is_above()
    {
        await using var cache = await BuildAsync(
            new NamespaceRule { Namespace = "quiet", EntriesMax = 30 }, options => options.EntriesMax = 100);
        await FillAsync(cache, "quiet", 10);
        await FillAsync(cache, "loud", 400);

        Assert.Equal((10, 90), (Count(cache, "quiet"), Count(cache, "loud")));
    }

    [Fact]
    public async Task An_entry_that_replaces_another_counts_once()
    {
        await using var cache = await BuildAsync(new NamespaceRule { Namespace = "small", EntriesMax = 2 });
        for (var times = 0; times < 5; times++)
            await FillAsync(cache, "small", 2);

        Assert.Equal((2, 0L), (Count(cache, "small"), cache.GetStatistics().Evicted));
    }

    [Fact]
    public async Task Limits_hold_over_what_is_read_of_the_store_while_the_cache_serves()
    {
        await using var store = new MemoryEntryStore();
        await using (var first = await Caches.BuildAsync(build: builder => builder.UseStore(store)))
        {
            await FillAsync(first, "small", 30);
            await FillAsync(first, "rest", 10);
        }

        await using var second = await Caches.BuildAsync(
            build: builder => builder.UseStore(store), configure: options =>
            {
                options.FillsInBackground = true;
                options.Namespaces.Add(new NamespaceRule { Namespace = "small", EntriesMax = 3 });
            });
        await second.WhenFilledAsync(Token);
        await second.FlushAsync(Token);

        Assert.Equal((3, 10), (Count(second, "small"), Count(second, "rest")));
        Assert.Equal(13, (await store.MeasureAsync(Token)).Entries);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task How_many_have_limits_at_a_time_has_a_limit_too(int limitedMax)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await BuildAsync(
            new NamespaceRule { Namespace = "a" }, options => options.LimitedNamespacesMax = limitedMax));

        Assert.Contains("from 1 to 10000", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_left_is_counted_by_cause_and_namespace()
    {
        await using var cache = await BuildAsync(
            new NamespaceRule { Namespace = "small", EntriesMax = 2 }, options => options.EntriesMax = 10);
        using var heard = new Heard(cache);
        await FillAsync(cache, "small", 5);
        await FillAsync(cache, "rest", 12);

        var left = heard.Ask().Of(LikewiseTelemetry.Evicted).ToDictionary(one => one.Tags, one => one.Value);
        Assert.Equal(3, left["namespace small"]);
        Assert.Equal(4, left.Where(one => one.Key.StartsWith("full ", StringComparison.Ordinal)).Sum(one => one.Value));
    }

    [Theory]
    [InlineData(0, 1, "EntriesMax of the namespace")]
    [InlineData(1, 0, "PayloadBytesMax of the namespace")]
    public async Task An_impossible_limit_is_said_at_start(int entriesMax, long payloadBytesMax, string said)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await BuildAsync(
            new NamespaceRule { Namespace = "a", EntriesMax = entriesMax, PayloadBytesMax = payloadBytesMax }));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    private static ValueTask<SemanticCache> BuildAsync(NamespaceRule rule, Action<SemanticCacheOptions>? configure = null) =>
        BuildAsync([rule], configure);

    private static ValueTask<SemanticCache> BuildAsync(
        IEnumerable<NamespaceRule> rules, Action<SemanticCacheOptions>? configure = null) =>
        Caches.BuildAsync(configure: options =>
        {
            foreach (var rule in rules)
                options.Namespaces.Add(rule);
            configure?.Invoke(options);
        });

    private static async Task FillAsync(SemanticCache cache, string part, int count)
    {
        for (var index = 0; index < count; index++)
            await cache.PutAsync(In(part, $"topic {index}"), "an answer");
    }

    private static int Count(SemanticCache cache, string part) => cache.List(new EntryFilter { Namespace = part }).Count;

    private static PromptRequest In(string part, string prompt) => PromptRequest.FromText(prompt) with { Namespace = part };
}
