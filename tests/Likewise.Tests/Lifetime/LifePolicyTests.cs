using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lifetime;

/// <summary>How long entries live: the operator's rules, the caller's wishes, and what each may do to the other.</summary>
public class LifePolicyTests
{
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_the_rules_that_fit_the_shortest_counts()
    {
        await using var cache = await BuildAsync(options =>
        {
            options.Life.Rules.Add(new LifeRule { Namespace = "docs", TimeToLive = Days(20) });
            options.Life.Rules.Add(new LifeRule { Tag = "price*", TimeToLive = Hours(2), SlidingWindow = Hours(1) });
            options.Life.Rules.Add(new LifeRule { Namespace = "docs", Tag = "beta", TimeToLive = Hours(5) });
        });

        Assert.Equal(Days(1), await LifeAsync(cache, "default"));
        Assert.Equal(Days(20), await LifeAsync(cache, "docs"));
        Assert.Equal(Hours(5), await LifeAsync(cache, "docs", tags: ["beta"]));
        Assert.Equal(Days(1), await LifeAsync(cache, "default", tags: ["beta"]));
        Assert.Equal(Hours(2), await LifeAsync(cache, "docs", tags: ["beta", "prices"]));
        Assert.Equal(Hours(1), cache.List(new EntryFilter { AnyTag = ["prices"] }).Single().Summary.Expiry.Sliding);
    }

    [Fact]
    public async Task A_caller_may_shorten_what_a_rule_says_and_not_lengthen_it()
    {
        await using var cache = await BuildAsync(options =>
            options.Life.Rules.Add(new LifeRule { Tag = "prices", TimeToLive = Hours(2), StaleIfError = Hours(3) }));

        Assert.Equal(Hours(1), await LifeAsync(cache, "default", Hours(1), ["prices"]));
        Assert.Equal(Hours(2), await LifeAsync(cache, "default", Hours(9), ["prices"]));
        Assert.Equal(Days(9), await LifeAsync(cache, "default", Days(9)));
        await cache.PutAsync("a", "b", new EntryOptions
        {
            Tags = ["prices"], StaleIfError = Hours(9), StaleWhileRevalidate = Hours(9),
        });
        var leeway = cache.List(EntryFilter.All).Single(entry => entry.Summary.Prompt == "a").Summary.Expiry.Leeway;
        Assert.Equal((Hours(3), TimeSpan.Zero), (leeway.StaleIfError, leeway.StaleWhileRevalidate));
    }

    [Fact]
    public async Task Jitter_shortens_each_life_by_another_share_and_the_same_words_by_the_same()
    {
        await using var cache = await BuildAsync(options => options.Life.Jitter = 0.1);
        var lives = new HashSet<TimeSpan>();
        for (var index = 0; index < 50; index++)
        {
            var life = await LifeAsync(cache, $"part{index}", Hours(10), prompt: $"topic {index}");
            Assert.InRange(life, Hours(9), Hours(10));
            Assert.Equal(life, await LifeAsync(cache, $"part{index}", Hours(10), prompt: $"topic {index}"));
            lives.Add(life);
        }

        Assert.Equal(50, lives.Count);
        Assert.InRange(lives.Average(life => life.TotalHours), 9.4, 9.6);
    }

    [Fact]
    public async Task What_is_asked_for_often_lives_longer_within_its_bound()
    {
        await using var cache = await BuildAsync(options =>
        {
            (options.Life.Growth, options.Life.GrownMax) = (0.5, Hours(36));
        });
        await cache.PutAsync("reset password", "click here");
        await cache.HitAsync("reset password");

        _time.Advance(Hours(30)); // 24 h, and half of it for the first doubling: 36 h.
        for (var hits = 0; hits < 100; hits++)
            await cache.HitAsync("reset password");
        _time.Advance(Hours(6));
        await cache.MissAsync("reset password");
    }

    [Fact]
    public async Task What_somebody_called_wrong_lives_no_longer_than_it_was_given()
    {
        await using var cache = await BuildAsync(options => options.Life.Growth = 1);
        var id = await cache.PutAsync("reset password", "click here");
        for (var hits = 0; hits < 10; hits++)
            await cache.HitAsync("reset password");

        _time.Advance(Hours(25));
        await cache.HitAsync("reset password");
        await cache.RecordFeedbackAsync(id, isRight: true, Token);
        await cache.HitAsync("reset password");
        await cache.RecordFeedbackAsync(id, isRight: false, Token);
        await cache.MissAsync("reset password");
        await cache.FlushAsync(Token);
        Assert.Equal(0, cache.GetStatistics().Entries);
    }

    [Fact]
    public async Task What_is_brought_in_ends_no_later_than_anything_here_however_it_lives_on()
    {
        await using var cache = await BuildAsync(options => options.TimeToLiveMax = Days(3));
        await cache.PutAsync("reset password", "click here", new EntryOptions { TimeToLive = Days(2) });
        var exported = Assert.Single(await ExportAsync(cache));
        var generous = new Leeway
        {
            PerDoubling = Days(9), LongerMax = Hours(12), StaleWhileRevalidate = Days(9), StaleIfError = Days(8),
        };
        var outcome = await cache.ImportAsync(
            [exported with { Summary = exported.Summary with { Expiry = exported.Summary.Expiry with { Leeway = generous } } }],
            cancellationToken: Token);

        Assert.Equal(StoreStatus.Stored, outcome[0].Status);
        var expiry = cache.List(EntryFilter.All).Single().Summary.Expiry;
        Assert.Equal((Hours(12), Hours(12), Hours(12)),
            (expiry.Leeway.LongerMax, expiry.Leeway.StaleWhileRevalidate, expiry.Leeway.StaleIfError));
        Assert.False(expiry.HasPassed(_time.GetUtcNow() + Days(3) - TimeSpan.FromTicks(1), _time.GetUtcNow(), 1000));
        Assert.True(expiry.HasPassed(_time.GetUtcNow() + Days(3), _time.GetUtcNow(), 1000));
    }

    [Fact]
    public async Task Impossible_rules_are_refused_when_the_cache_is_built()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(async () => await BuildAsync(options =>
        {
            options.Life.Jitter = 0.9;
            options.Life.Growth = double.NaN;
            options.Life.GrownMax = Days(99);
            options.Life.DailyMax = TimeSpan.Zero;
            options.Stale.IfError = -Hours(1);
            options.Stale.RefreshesMax = 0;
            options.Life.Rules.Add(new LifeRule { TimeToLive = Days(99) });
        }));

        Assert.All(
            [
                "Life.Jitter", "Life.Growth", "Life.GrownMax", "Life.DailyMax", "Stale.IfError", "RefreshesMax",
                "TimeToLive of a rule",
            ],
            name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
    }

    private ValueTask<SemanticCache> BuildAsync(Action<SemanticCacheOptions> configure) => Caches.BuildAsync(
        time: _time, configure: options =>
        {
            options.MaintenanceInterval = Days(1);
            configure(options);
        });

    private static async Task<TimeSpan> LifeAsync(
        SemanticCache cache, string part, TimeSpan? wish = null, string[]? tags = null, string prompt = "reset password")
    {
        var request = PromptRequest.FromText(prompt) with { Namespace = part };
        var outcome = await cache.StoreAsync(request, "yes", new EntryOptions { TimeToLive = wish, Tags = tags ?? [] }, Token);
        return outcome.Life!.Expiry.At - cache.Find(outcome.Id!.Value)!.Summary.CreatedAt;
    }

    private static async Task<List<ExportedEntry>> ExportAsync(SemanticCache cache)
    {
        var entries = new List<ExportedEntry>();
        await foreach (var entry in cache.ExportAsync(EntryFilter.All, withVectors: true, Token))
            entries.Add(entry);
        return entries;
    }

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);

    private static TimeSpan Days(double days) => TimeSpan.FromDays(days);
}
