using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Background.Popularity;

/// <summary>
/// Goal: what is asked for most is known, within bounds, and forgotten in time. Method: counts, and a clock of the test.
/// </summary>
public class PopularTests
{
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hits_misses_and_those_who_ride_along_count_alike()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "known");
        for (var asked = 0; asked < 3; asked++)
            await cache.HitAsync("reset password");
        for (var asked = 0; asked < 5; asked++)
            await cache.MissAsync("refund");
        var gate = new TaskCompletionSource<RecordedResponse>();
        var asking = Enumerable.Range(0, 4)
            .Select(_ => cache.GetOrCreateAsync("opening hours", (_, _) => new(gate.Task), null, Token).AsTask()).ToArray();
        gate.SetResult(RecordedResponse.FromText("nine to five"));
        await Task.WhenAll(asking);

        var popular = cache.ListPopular(10);
        Assert.Equal(["refund", "opening hours", "reset password"], popular.Select(one => one.Request.Messages[^1].Text));
        Assert.Equal([5L, 4L, 3L], popular.Select(one => one.Asks));
        Assert.Equal([false, true, true], popular.Select(one => one.Entry is not null));
        Assert.Single(cache.ListPopular(1));
    }

    [Fact]
    public async Task Of_many_prompts_those_stay_that_are_asked_for_most()
    {
        await using var cache = await BuildAsync(options => options.Popularity.PromptsMax = 5);
        var random = new Random(1);
        for (var ask = 0; ask < 3_000; ask++)
        {
            var topic = random.Next(3) == 0 ? random.Next(5) : random.Next(300);
            await cache.MissAsync(Exact($"topic {topic}"));
        }

        var kept = cache.ListPopular(10).Select(one => one.Request.Messages[^1].Text).Order();
        Assert.Equal(["topic 0", "topic 1", "topic 2", "topic 3", "topic 4"], kept);
    }

    [Fact]
    public async Task Requests_that_are_kept_have_room_for_so_many_bytes()
    {
        await using var cache = await BuildAsync(options => options.Popularity.BytesMax = 4_096);
        await cache.MissAsync(Exact(new string('x', 3_000)));
        for (var topic = 0; topic < 100; topic++)
            await cache.MissAsync(Exact($"{topic:000} {new string('y', 400)}"));

        Assert.InRange(cache.ListPopular(100).Count, 1, 4);
    }

    [Fact]
    public async Task An_ask_counts_half_after_its_half_life_and_what_is_new_takes_over()
    {
        await using var cache = await BuildAsync(options =>
        {
            options.Popularity.PromptsMax = 1;
            options.MaintenanceInterval = TimeSpan.FromDays(1); // It would have a turn for every second of them.
        });
        for (var asked = 0; asked < 8; asked++)
            await cache.MissAsync("refund");
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, Assert.Single(cache.ListPopular(1)).Asks);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, Assert.Single(cache.ListPopular(1)).Asks);

        await cache.MissAsync("opening hours");
        await cache.MissAsync("opening hours");
        Assert.Equal("opening hours", Assert.Single(cache.ListPopular(1)).Request.Messages[^1].Text);
        _time.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, Assert.Single(cache.ListPopular(1)).Asks);
    }

    [Fact]
    public async Task Tenants_see_their_own_and_nothing_is_kept_where_it_is_switched_off()
    {
        await using var cache = await BuildAsync();
        await cache.MissAsync(PromptRequest.FromText("refund") with { Tenant = "acme" });
        await cache.MissAsync("reset password");
        Assert.Equal("refund", Assert.Single(cache.ListPopular(10, "acme")).Request.Messages[^1].Text);
        Assert.Equal(2, cache.ListPopular(10).Count);

        await using var off = await BuildAsync(options => options.Popularity.PromptsMax = 0);
        await off.MissAsync("refund");
        Assert.Empty(off.ListPopular(10));
    }

    private static PromptRequest Exact(string prompt) =>
        PromptRequest.FromText(prompt) with { Eligibility = Eligibility.ExactOnly };

    private ValueTask<SemanticCache> BuildAsync(Action<SemanticCacheOptions>? configure = null) =>
        Caches.BuildAsync(configure: configure, time: _time);
}
