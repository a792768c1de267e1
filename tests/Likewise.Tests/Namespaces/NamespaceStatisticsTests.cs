using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Namespaces;

public class NamespaceStatisticsTests
{
    [Fact]
    public async Task Every_namespace_tells_what_it_holds_what_it_may_and_what_was_done()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync(In("small", "one"), "an answer");
        await cache.PutAsync(In("small", "two"), "an answer");
        await cache.PutAsync(In("small", "three"), "an answer");
        await cache.PutAsync(In("free", "one"), "an answer");
        await cache.MissAsync(In("free", "another"));
        await cache.HitAsync(In("small", "three"));
        await cache.MissAsync(In("small", "four"));

        var all = cache.GetNamespaces();

        Assert.Equal(["free", "never", "small"], all.Select(one => one.Namespace));
        var (free, never, small) = (all[0], all[1], all[2]);
        Assert.Equal((1, null, 0.9, 0L, 1L), (free.Entries, free.EntriesMax, free.SimilarityMin, free.Hits, free.Misses));
        Assert.Equal((0, true), (never.Entries, never.IsExactOnly));
        Assert.Equal((2, 2, 9_000L, 0.95), (small.Entries, small.EntriesMax, small.PayloadBytesMax, small.SimilarityMin));
        Assert.Equal((1L, 1L, 1L, 0L), (small.Hits, small.Misses, small.EvictedByOwn, small.EvictedByAll));
        Assert.Equal(
            small.PayloadBytes,
            cache.List(new EntryFilter { Namespace = "small" }).Sum(entry => (long)entry.Summary.PayloadBytes));
    }

    [Fact]
    public async Task A_tenant_is_told_of_its_own_entries_alone()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync(In("small", "one") with { Tenant = "a" }, "an answer");
        await cache.PutAsync(In("free", "one") with { Tenant = "b" }, "an answer");

        var own = Assert.Single(cache.GetNamespaces("a"));

        Assert.Equal(("small", 1, 2), (own.Namespace, own.Entries, own.EntriesMax));
        Assert.Null(own.Hits ?? own.Misses ?? own.EvictedByOwn ?? own.EvictedByAll);
    }

    [Fact]
    public async Task Namespaces_that_rules_name_are_counted_before_those_that_callers_make_up()
    {
        await using var cache = await BuildAsync(options => options.Telemetry.NamespacesMax = 3);
        for (var index = 0; index < 5; index++)
            await cache.MissAsync(In($"made-up-{index}", "one"));
        await cache.MissAsync(In("small", "one"));

        Assert.Equal(1, cache.GetNamespaces().Single(one => one.Namespace == "small").Misses);
    }

    [Theory]
    [InlineData("small", 0.95)]
    [InlineData("whatever", 0.9)]
    public async Task The_threshold_of_any_namespace_can_be_asked_for(string part, double expected)
    {
        await using var cache = await BuildAsync();
        Assert.Equal(expected, cache.SimilarityMinOf(part));
    }

    private static ValueTask<SemanticCache> BuildAsync(Action<SemanticCacheOptions>? configure = null) =>
        Caches.BuildAsync(configure: options =>
        {
            options.Namespaces.Add(
                new NamespaceRule { Namespace = "small", EntriesMax = 2, PayloadBytesMax = 9_000, SimilarityMin = 0.95 });
            options.Namespaces.Add(new NamespaceRule { Namespace = "never", IsExactOnly = true });
            options.Namespaces.Add(new NamespaceRule { Namespace = "user-*", EntriesMax = 1 });
            configure?.Invoke(options);
        });

    private static PromptRequest In(string part, string prompt) => PromptRequest.FromText(prompt) with { Namespace = part };
}
