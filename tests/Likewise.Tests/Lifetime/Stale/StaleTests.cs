using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lifetime.Stale;

/// <summary>
/// Goal: nothing past its windows is served, and nothing stale but for a reason. Method: a clock that the test moves, and a model
/// that says how often it was asked.
/// </summary>
public class StaleTests
{
    private readonly ManualTime _time = new();
    private int _calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stale_answer_is_given_at_once_and_a_fresh_one_fetched_behind_it()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(65));

        var stale = await AskAsync(cache, "reset password", "new");
        await cache.WhenRefreshedAsync(Token);
        var fresh = await AskAsync(cache, "reset password", "newer");

        var hit = Assert.IsType<LookupHit>(stale.Lookup);
        Assert.Equal(("old", Staleness.WhileRevalidate, -Minutes(5)), (stale.Response.Text, hit.Staleness, hit.FreshFor));
        Assert.Equal(("new", false, 1), (fresh.Response.Text, Assert.IsType<LookupHit>(fresh.Lookup).IsStale, _calls));
        var refreshes = cache.GetStatistics().Refreshes;
        Assert.Equal((1L, 1L, 1L, 0L), (refreshes.StaleHits, refreshes.Started, refreshes.Succeeded, refreshes.Failed));
    }

    [Fact]
    public async Task An_entry_is_fresh_then_stale_then_has_ended()
    {
        await using var cache = await BuildAsync();
        var id = await cache.PutAsync("reset password", "old");
        var entry = cache.Find(id)!;
        var stored = _time.GetUtcNow();

        Assert.Equal(
            [EntryStanding.Fresh, EntryStanding.Fresh, EntryStanding.Stale, EntryStanding.Stale, EntryStanding.Ended],
            new[] { 0, 59.99, 60, 179.99, 180 }.Select(minutes => entry.StandingAt(stored + Minutes(minutes))));
    }

    [Fact]
    public async Task What_was_given_stale_and_what_was_fetched_is_told_by_the_meter()
    {
        await using var cache = await BuildAsync();
        using var heard = new Telemetry.Heard(cache);
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(65));
        await AskAsync(cache, "reset password", "new");
        await cache.WhenRefreshedAsync(Token);
        _time.Advance(Minutes(75));
        await FailAsync(cache, "reset password", new HttpRequestException("away"));
        heard.Ask();

        Assert.Equal([("window", 1.0), ("error", 1.0)], heard.Of(LikewiseTelemetry.StaleServed));
        Assert.Equal(
            [("succeeded", 1.0), ("failed", 0.0), ("skipped", 0.0)], heard.Of(LikewiseTelemetry.Refreshes));
    }

    [Fact]
    public async Task However_many_ask_one_fresh_answer_is_fetched_by_the_same_words_and_by_meaning_together()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(65));
        var release = new TaskCompletionSource();

        var answers = new List<CacheAnswer>();
        for (var index = 0; index < 40; index++)
        {
            var prompt = index % 2 == 0 ? "reset password" : $"reset password ~0.9{index % 7}";
            answers.Add(await AskAsync(cache, prompt, "new", release.Task));
        }

        release.SetResult();
        await cache.WhenRefreshedAsync(Token);

        Assert.All(answers, answer => Assert.Equal("old", answer.Response.Text));
        Assert.Equal((1, 1L), (_calls, cache.GetStatistics().Refreshes.Started));
    }

    [Fact]
    public async Task What_is_fetched_for_other_words_takes_the_place_of_the_stale_answer()
    {
        await using var cache = await BuildAsync();
        var id = await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(65));

        Assert.Equal("old", (await AskAsync(cache, "reset password ~0.95", "new")).Response.Text);
        await cache.WhenRefreshedAsync(Token);

        Assert.Null(cache.Find(id));
        Assert.Equal("new", (await cache.HitAsync("reset password ~0.95")).Response.Text);
        var old = await cache.LookupAsync("reset password", Token);
        Assert.Equal("new", Assert.IsType<LookupHit>(old).Response.Text); // Found by meaning, and in time.
    }

    [Fact]
    public async Task A_fresh_answer_by_meaning_is_better_than_a_stale_one_that_is_closer()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password ~0.99", "old");
        _time.Advance(Minutes(61));
        await cache.PutAsync("reset password ~0.94", "new");

        var answer = await AskAsync(cache, "reset password", "newest");
        Assert.Equal(("new", 0), (answer.Response.Text, _calls));
    }

    [Fact]
    public async Task Past_its_windows_nothing_is_served_whoever_asks_and_whatever_fails()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(60) + Hours(2));
        PromptRequest any = PromptRequest.FromText("reset password") with
        {
            Directives = new RequestDirectives { AcceptStale = TimeSpan.MaxValue },
        };

        await cache.MissAsync(any);
        await Assert.ThrowsAsync<InvalidDataException>(() => FailAsync(cache, "reset password", new InvalidDataException()));
        Assert.Equal("new", (await AskAsync(cache, any, "new")).Response.Text);
    }

    [Fact]
    public async Task Between_the_windows_a_stale_answer_waits_for_the_model_to_fail()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(60) + Minutes(11)); // Revalidating is for ten minutes, errors for two hours.

        foreach (var prompt in new[] { "reset password", "reset password ~0.95" })
        {
            var fault = new HttpRequestException("down", null, System.Net.HttpStatusCode.BadGateway);
            var answer = await FailAsync(cache, prompt, fault);
            var hit = Assert.IsType<LookupHit>(answer.Lookup);
            Assert.Equal(("old", Staleness.IfError), (answer.Response.Text, hit.Staleness));
            Assert.Same(fault, answer.Masked);
        }

        Assert.Equal((2L, 0L), (cache.GetStatistics().Refreshes.ServedOnError, cache.GetStatistics().Refreshes.Started));
        Assert.Equal("new", (await AskAsync(cache, "reset password", "new")).Response.Text);
    }

    public static TheoryData<Exception, bool> Faults => new()
    {
        { new IOException("cut"), true },
        { new TimeoutException(), true },
        { new TaskCanceledException("late"), true },
        { Status(500), true },
        { Status(429), true },
        { Status(408), true },
        { Status(400), false },
        { Status(401), false },
        { Status(404), false },
        { new ArgumentException("no such model"), false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Only_faults_of_the_model_are_masked(Exception fault, bool isMasked)
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(80));

        if (isMasked)
            Assert.Equal("old", (await FailAsync(cache, "reset password", fault)).Response.Text);
        else
            Assert.Same(fault, await Assert.ThrowsAnyAsync<Exception>(() => FailAsync(cache, "reset password", fault)));
    }

    [Fact]
    public async Task The_operator_chooses_the_faults()
    {
        await using var cache = await BuildAsync(options => options.Stale.On = ModelFaults.Busy);
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(80));

        Assert.Equal("old", (await FailAsync(cache, "reset password", Status(429))).Response.Text);
        await Assert.ThrowsAsync<HttpRequestException>(() => FailAsync(cache, "reset password", Status(500)));
    }

    [Fact]
    public async Task A_lookup_gives_stale_answers_to_who_takes_them_and_says_otherwise_why_not()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(65));

        foreach (var prompt in new[] { "reset password", "reset password ~0.95" })
        {
            Assert.Equal(MissReason.Stale, (await cache.MissAsync(prompt)).Reason);
            Assert.Equal(MissReason.Stale, (await cache.MissAsync(Taking(prompt, Minutes(4)))).Reason);
            Assert.Equal(Staleness.Accepted, (await cache.HitAsync(Taking(prompt, Minutes(5)))).Staleness);
        }

        PromptRequest exact = PromptRequest.FromText("reset password") with { Eligibility = Eligibility.ExactOnly };
        Assert.Equal(MissReason.ExactOnly, (await cache.MissAsync(exact with { Tenant = "t" })).Reason);
    }

    [Fact]
    public async Task Who_names_an_age_is_given_nothing_stale_unless_he_says_so()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(65));
        PromptRequest aged = PromptRequest.FromText("reset password") with
        {
            Directives = new RequestDirectives { MaxAge = Hours(5) },
        };

        var unkept = aged with { Directives = aged.Directives with { NoStore = true } };
        Assert.Equal("new", (await AskAsync(cache, unkept, "new")).Response.Text);
        await Assert.ThrowsAsync<IOException>(() => FailAsync(cache, aged, new IOException()));
        var taking = aged with { Directives = aged.Directives with { AcceptStale = Minutes(10) } };
        Assert.Equal("old", (await AskAsync(cache, taking, "new")).Response.Text);
    }

    [Fact]
    public async Task Who_keeps_nothing_begins_no_refresh()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(65));
        PromptRequest request = PromptRequest.FromText("reset password") with
        {
            Directives = new RequestDirectives { NoStore = true },
        };

        Assert.Equal("old", (await AskAsync(cache, request, "new")).Response.Text);
        Assert.Equal(0, cache.GetStatistics().Refreshes.Started);
    }

    [Fact]
    public async Task A_stream_is_given_the_stale_answer_whole_too()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "old");
        _time.Advance(Minutes(65));
        await using (var stale = await cache.GetOrStreamAsync(
            "reset password", (_, _, _) => new("new"), cancellationToken: Token))
            Assert.Equal(Staleness.WhileRevalidate, Assert.IsType<LookupHit>(stale.Whole?.Lookup).Staleness);
        await cache.WhenRefreshedAsync(Token);
        Assert.Equal("new", (await cache.HitAsync("reset password")).Response.Text);

        _time.Advance(Minutes(80));
        await using var onError = await cache.GetOrStreamAsync(
            "reset password", (_, _, _) => throw new IOException(), cancellationToken: Token);
        Assert.Equal(("new", true), (onError.Whole?.Response.Text, onError.Whole?.Masked is IOException));
    }

    private static PromptRequest Taking(string prompt, TimeSpan stale) => PromptRequest.FromText(prompt) with
    {
        Directives = new RequestDirectives { AcceptStale = stale },
    };

    private ValueTask<SemanticCache> BuildAsync(Action<SemanticCacheOptions>? configure = null) => Caches.BuildAsync(
        time: _time, configure: options =>
        {
            options.MaintenanceInterval = TimeSpan.FromDays(1);
            options.TimeToLive = Hours(1);
            (options.Stale.WhileRevalidate, options.Stale.IfError) = (Minutes(10), Hours(2));
            configure?.Invoke(options);
        });

    private async Task<CacheAnswer> AskAsync(SemanticCache cache, PromptRequest request, string answer, Task? until = null) =>
        await cache.GetOrCreateAsync(
            request,
            async (_, token) =>
            {
                Interlocked.Increment(ref _calls);
                await (until ?? Task.CompletedTask).WaitAsync(token);
                return answer;
            },
            cancellationToken: Token);

    private static async Task<CacheAnswer> FailAsync(SemanticCache cache, PromptRequest request, Exception fault) =>
        await cache.GetOrCreateAsync(request, (_, _) => throw fault, cancellationToken: Token);

    private static HttpRequestException Status(int status) => new("no", null, (System.Net.HttpStatusCode)status);

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);
}
