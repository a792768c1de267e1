using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Telemetry;

public sealed class CacheMetricsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Lookups_are_told_by_namespace_outcome_and_tier_or_reason()
    {
        await using var cache = await Caches.BuildAsync();
        using var heard = new Heard(cache);
        await cache.PutAsync("reset password", "click here");
        await cache.HitAsync("reset password");
        await cache.HitAsync("reset password ~0.95");
        await cache.MissAsync("another topic");

        Assert.Equal(
            ["default hit exact", "default hit near", "default miss notsimilar"], Tags(heard, LikewiseTelemetry.Lookups));
        Assert.Equal(["hit exact", "hit near", "miss notsimilar"], Tags(heard, LikewiseTelemetry.LookupDuration));
        var stages = heard.Of(LikewiseTelemetry.StageDuration).Select(one => one.Tags).ToHashSet();
        Assert.Contains("normalize", stages);
        Assert.Contains("exact", stages);
        Assert.Equal(["stored"], Tags(heard, LikewiseTelemetry.StoreDuration));
    }

    [Fact]
    public async Task Namespaces_beyond_the_limit_count_together()
    {
        await using var cache = await Caches.BuildAsync(configure: options => options.Telemetry.NamespacesMax = 1);
        using var heard = new Heard(cache);
        foreach (var name in new[] { "one", "two", "three", "one" })
            await cache.MissAsync(PromptRequest.FromText("a topic") with { Namespace = name });

        Assert.Equal(
            ["one miss nothingstored", "other miss nothingstored", "other miss nothingstored", "one miss nothingstored"],
            Tags(heard, LikewiseTelemetry.Lookups));
    }

    /// <summary>Each cache has a meter of its own; their names differ even where nobody gave them any.</summary>
    [Fact]
    public async Task Two_caches_do_not_add_up()
    {
        await using var one = await Caches.BuildAsync();
        await using var other = await Caches.BuildAsync();
        using var heardOne = new Heard(one);
        using var heardOther = new Heard(other);
        await one.PutAsync("reset password", "click here");
        await one.HitAsync("reset password");

        Assert.Equal([("", 1.0)], heardOne.Ask().Of(LikewiseTelemetry.Entries));
        Assert.Equal([("", 0.0)], heardOther.Ask().Of(LikewiseTelemetry.Entries));
        Assert.Empty(heardOther.Of(LikewiseTelemetry.Lookups));
    }

    [Fact]
    public async Task Tokens_and_time_are_told_with_what_the_cache_itself_took()
    {
        await using var cache = await Caches.BuildAsync();
        using var heard = new Heard(cache);
        var answer = RecordedResponse.FromText("click here") with
        {
            Model = "m-1", Usage = new TokenUsage(100, 20) { CachedInputTokens = 60 },
        };
        await cache.StoreAsync(
            "reset password", answer, new EntryOptions { Latency = TimeSpan.FromSeconds(3) },
            TestContext.Current.CancellationToken);
        await cache.HitAsync("reset password");
        await cache.HitAsync("reset password");

        var tokens = cache.GetStatistics().Tokens;

        Assert.Equal(
            [
                new TokenAccount(TokenUse.Saved, "m-1", new TokenUsage(200, 40) { CachedInputTokens = 120 }),
                new TokenAccount(TokenUse.Embedding, "topics-for-tests", new TokenUsage(1, 0)),
            ],
            tokens);
        heard.Ask();
        Assert.Equal([("m-1 input", 200.0), ("m-1 output", 40.0)], heard.Of(LikewiseTelemetry.TokensSaved));
        Assert.Contains(("embedding topics-for-tests input", 1.0), heard.Of(LikewiseTelemetry.TokensSpent));
        Assert.Equal([("", 6.0)], heard.Of(LikewiseTelemetry.TimeSaved));
    }

    [Fact]
    public async Task Models_beyond_the_limit_have_their_tokens_counted_together()
    {
        await using var cache = await Caches.BuildAsync(configure: options => options.Telemetry.ModelsMax = 1);
        foreach (var model in new[] { "m-1", "m-2", "m-3" })
        {
            var answer = RecordedResponse.FromText("click here") with { Model = model, Usage = new TokenUsage(10, 1) };
            await cache.StoreAsync($"question of {model}", answer, null, TestContext.Current.CancellationToken);
            await cache.HitAsync($"question of {model}");
        }

        var saved = cache.GetStatistics().Tokens.Where(account => account.Use == TokenUse.Saved);

        Assert.Equal(
            [
                new TokenAccount(TokenUse.Saved, "m-1", new TokenUsage(10, 1)),
                new TokenAccount(TokenUse.Saved, "other", new TokenUsage(20, 2)),
            ],
            saved);
    }

    [Fact]
    public async Task Removals_are_told_by_what_chose_the_entries()
    {
        await using var cache = await Caches.BuildAsync();
        using var heard = new Heard(cache);
        var id = await cache.PutAsync("one", "1");
        await cache.PutAsync("two", "2", new EntryOptions { Tags = ["news"] });
        await cache.PutAsync("three", "3");
        await cache.InvalidateAsync(id, None);
        await cache.InvalidateAsync(new EntryFilter { Tenant = "", AnyTag = ["news"] }, None);
        await cache.InvalidateAsync(new EntryFilter { Namespace = "default", Model = "" }, None);
        await cache.InvalidateAsync(EntryFilter.All, None);

        Assert.Equal(
            [("entry", 1.0), ("tag", 1.0), ("several", 1.0), ("all", 0.0)], heard.Of(LikewiseTelemetry.Invalidated));
        Assert.Equal(4, cache.GetStatistics().Latencies["invalidate"].Count);
    }

    [Fact]
    public async Task Statistics_say_how_long_each_stage_takes()
    {
        await using var cache = await Caches.BuildAsync(time: TimeProvider.System);
        await cache.PutAsync("reset password", "click here");
        await cache.HitAsync("reset password");
        await cache.HitAsync("reset password ~0.95");
        await cache.MissAsync("another topic");

        var latencies = cache.GetStatistics().Latencies;

        Assert.Equal(
            [
                "hit", "miss", "normalize", "exact", "embed", "search", "decide", "read", "embed-call", "store", "invalidate",
            ],
            latencies.Keys);
        Assert.Equal(
            (2, 1, 3, 1),
            (latencies["hit"].Count, latencies["miss"].Count, latencies["exact"].Count, latencies["store"].Count));
        Assert.All(latencies.Values, one => Assert.True(one.P50 <= one.P90 && one.P90 <= one.P99));
    }

    [Fact]
    public async Task A_hit_that_is_told_of_allocates_no_more_than_one_that_is_not()
    {
        await using var cache = await Caches.BuildAsync(time: TimeProvider.System);
        await cache.PutAsync("reset password", "click here");
        var untold = await BytesOfHitAsync(cache);
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == cache)
                self.EnableMeasurementEvents(instrument);
        };
        listener.Start();

        Assert.Equal(untold, await BytesOfHitAsync(cache));
    }

    private static async Task<long> BytesOfHitAsync(SemanticCache cache)
    {
        PromptRequest request = "reset password";
        for (var warmup = 0; warmup < 200; warmup++)
            await cache.HitAsync(request);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var lookup = cache.LookupAsync(request, None);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsType<LookupHit>(await lookup);
        return bytes;
    }

    private static string[] Tags(Heard heard, string name) => [.. heard.Of(name).Select(one => one.Tags)];
}
