using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lifetime;

public class LifetimeTests
{
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lookup_after_expiry_misses()
    {
        await using var cache = await Caches.BuildAsync(time: _time, configure: Quiet);
        await cache.PutAsync("reset password", "click here", new EntryOptions { TimeToLive = TimeSpan.FromHours(1) });

        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        await cache.HitAsync("reset password");
        await cache.HitAsync("reset password ~0.95");
        _time.Advance(TimeSpan.FromTicks(1));
        await cache.MissAsync("reset password");
        await cache.MissAsync("reset password ~0.95");
    }

    [Fact]
    public async Task However_often_it_is_used_an_entry_ends()
    {
        await using var cache = await Caches.BuildAsync(time: _time, configure: Quiet);
        var options = new EntryOptions { TimeToLive = TimeSpan.FromHours(3), SlidingWindow = TimeSpan.FromHours(1) };
        await cache.PutAsync("reset password", "click here", options);
        for (var minutes = 50; minutes < 180; minutes += 50)
        {
            _time.Advance(TimeSpan.FromMinutes(50));
            await cache.HitAsync("reset password ~0.95");
        }

        _time.Advance(TimeSpan.FromMinutes(50));
        await cache.MissAsync("reset password");
    }

    [Fact]
    public async Task An_entry_that_is_not_used_for_its_window_ends()
    {
        await using var cache = await Caches.BuildAsync(time: _time, configure: Quiet);
        await cache.PutAsync("reset password", "click here", new EntryOptions { SlidingWindow = TimeSpan.FromHours(1) });

        _time.Advance(TimeSpan.FromHours(1));
        await cache.MissAsync("reset password");
    }

    [Fact]
    public async Task The_operators_bound_on_life_holds_against_wishes()
    {
        await using var cache = await Caches.BuildAsync(time: _time, configure: options =>
        {
            Quiet(options);
            options.TimeToLive = options.TimeToLiveMax = TimeSpan.FromHours(2);
        });
        await cache.PutAsync("reset password", "click here", new EntryOptions { TimeToLive = TimeSpan.FromDays(9) });

        _time.Advance(TimeSpan.FromHours(2));
        await cache.MissAsync("reset password");
    }

    [Fact]
    public async Task What_has_ended_leaves_memory_and_store()
    {
        await using var store = new MemoryEntryStore();
        await using var cache = await Caches.BuildAsync(time: _time, configure: Quiet, build: builder => builder.UseStore(store));
        await cache.PutAsync("reset password", "click here");
        await cache.PutAsync("another topic", "yes", new EntryOptions { TimeToLive = TimeSpan.FromHours(1) });

        _time.Advance(TimeSpan.FromHours(2));
        await cache.FlushAsync(Token);

        Assert.Equal((1, 1L), (cache.GetStatistics().Entries, cache.GetStatistics().Expired));
        Assert.Equal(1, (await store.MeasureAsync(Token)).Entries);
    }

    [Fact]
    public async Task The_loop_sweeps_by_itself()
    {
        await using var cache = await Caches.BuildAsync(time: _time);
        await cache.PutAsync("reset password", "click here", new EntryOptions { TimeToLive = TimeSpan.FromMilliseconds(500) });

        while (cache.GetStatistics().Entries > 0)
        {
            Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Beyond_its_limit_those_leave_that_the_policy_names()
    {
        await using var store = new MemoryEntryStore();
        await using var cache = await Caches.BuildAsync(
            time: _time, configure: options => (options.EntriesMax, options.Eviction) = (3, EvictionPolicy.Lru),
            build: builder => builder.UseStore(store));
        foreach (var topic in new[] { "one", "two", "three" })
        {
            await cache.PutAsync(topic, topic);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await cache.HitAsync("one");
        await cache.HitAsync("two ~0.95");
        await cache.PutAsync("four", "four");

        await cache.MissAsync("three");
        await cache.MissAsync("three ~0.95");
        foreach (var topic in new[] { "one", "two", "four" })
            await cache.HitAsync(topic);
        await cache.FlushAsync(Token);
        Assert.Equal((3L, 1L), ((await store.MeasureAsync(Token)).Entries, cache.GetStatistics().Evicted));
    }

    [Fact]
    public async Task The_limit_in_bytes_holds()
    {
        await using var cache = await Caches.BuildAsync(configure: options => options.PayloadBytesMax = 10_000);
        for (var index = 0; index < 50; index++)
        {
            await cache.PutAsync($"topic {index}", new string('a', 900));
            Assert.InRange(cache.GetStatistics().PayloadBytes, 0, 10_000);
        }

        Assert.InRange(cache.GetStatistics().Entries, 9, 10);
    }

    [Fact]
    public async Task Held_answers_stay_within_their_limit_and_come_back_from_the_store()
    {
        await using var cache = await Caches.BuildAsync(configure: options => options.ResidentPayloadBytesMax = 3000);
        for (var index = 0; index < 20; index++)
            await cache.PutAsync($"topic {index}", new string('a', 900));

        Assert.InRange(cache.GetStatistics().ResidentPayloadBytes, 1, 3000);
        for (var index = 0; index < 20; index++)
            await cache.HitAsync($"topic {index}");
        Assert.InRange(cache.GetStatistics().ResidentPayloadBytes, 1, 3000);
    }

    [Fact]
    public async Task The_same_words_stored_again_replace_what_was_stored()
    {
        await using var store = new MemoryEntryStore();
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseStore(store));
        await cache.PutAsync("reset password", "old");
        await cache.PutAsync("reset password", "new");

        Assert.Equal("new", (await cache.HitAsync("reset password")).Response.Text);
        Assert.Equal("new", (await cache.HitAsync("reset password ~0.95")).Response.Text);
        Assert.Equal((1, 1L), (cache.GetStatistics().Entries, (await store.MeasureAsync(Token)).Entries));
    }

    [Fact]
    public async Task What_is_invalidated_answers_no_more()
    {
        await using var cache = await Caches.BuildAsync();
        var id = await cache.PutAsync("one", "1");
        await cache.PutAsync("two", "2", new EntryOptions { Tags = ["even", "small"] });
        await cache.PutAsync("four", "4", new EntryOptions { Tags = ["even"] });
        await cache.PutAsync(PromptRequest.FromText("one") with { Namespace = "other" }, "1");

        Assert.Equal(new RemovalOutcome(1, null), await cache.InvalidateAsync(id, Token));
        Assert.Equal(new RemovalOutcome(0, null), await cache.InvalidateAsync(id, Token));
        await cache.MissAsync("one ~0.95");
        Assert.Equal(2, (await cache.InvalidateAsync(new EntryFilter { AnyTag = ["even", "odd"] }, Token)).Removed);
        await cache.MissAsync("two");
        await cache.MissAsync("four ~0.95");
        await cache.HitAsync(PromptRequest.FromText("one") with { Namespace = "other" });
        Assert.Equal(1, (await cache.InvalidateAsync(new EntryFilter { Namespace = "other" }, Token)).Removed);
        Assert.Equal(0, cache.GetStatistics().Entries);
    }

    [Theory]
    [InlineData("ttl")]
    [InlineData("window")]
    [InlineData("latency")]
    [InlineData("tag")]
    [InlineData("tags")]
    public async Task Impossible_wishes_are_refused_and_nothing_is_stored(string wish)
    {
        await using var cache = await Caches.BuildAsync();
        var options = wish switch
        {
            "ttl" => new EntryOptions { TimeToLive = TimeSpan.FromSeconds(-1) },
            "window" => new EntryOptions { SlidingWindow = TimeSpan.Zero },
            "latency" => new EntryOptions { Latency = TimeSpan.FromSeconds(-1) },
            "tag" => new EntryOptions { Tags = ["bad\0tag"] },
            _ => new EntryOptions { Tags = [.. Enumerable.Range(0, 33).Select(index => $"{index}")] },
        };

        await Assert.ThrowsAsync<ArgumentException>(
            () => cache.StoreAsync("reset password", "click here", options, Token).AsTask());
        Assert.Equal(0, cache.GetStatistics().Entries);
    }

    private static void Quiet(SemanticCacheOptions options) => options.MaintenanceInterval = TimeSpan.FromDays(1);
}
