using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions.Audit;

/// <summary>A cache that holds back: it only watches, or answers a share of the requests.</summary>
public class ServeShareTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_the_shadow_every_answer_is_the_models_and_what_the_cache_had_is_compared()
    {
        var calls = 0;
        await using var cache = await BuildAsync(serveShare: 0);
        foreach (var (prompt, says) in new[]
        {
            ("reset password", "click here"), ("reset password ~0.95", "click here"), ("reset password ~0.93", "call us"),
            ("reset password", "click there"), ("opening hours", "nine to five"),
        })
        {
            var answer = await AskAsync(cache, prompt, says, () => calls++);
            Assert.Equal((false, says), (answer.IsHit, answer.Response.Text));
        }

        var statistics = cache.GetStatistics();
        Assert.Equal((5, 2, 0), (calls, statistics.Entries, statistics.HitCount));
        Assert.Equal((2, 1), (statistics.Withheld.ByMeaning, statistics.Withheld.BySameWords));
        Assert.Equal(3, statistics.Misses[MissReason.Withheld]);
        Assert.Equal(new AgreementCounts(1, 1, 0), statistics.Outcomes.Withheld);
        Assert.Equal(new AgreementCounts(0, 1, 0), statistics.Outcomes.WithheldExact);
        Assert.Equal(0, statistics.Auditor.ModelCalls);
    }

    [Fact]
    public async Task What_is_stored_is_what_serving_would_have_made_of_it()
    {
        var prompts = Enumerable.Range(0, 60).Select(i => $"topic {i % 12} ~0.9{i % 7}").ToArray();
        await using var serving = await BuildAsync(serveShare: 1);
        await using var watching = await BuildAsync(serveShare: 0);
        foreach (var prompt in prompts)
        {
            await AskAsync(serving, prompt, "answer to " + prompt);
            await AskAsync(watching, prompt, "another answer to " + prompt);
        }

        string[] Stored(SemanticCache cache) =>
            [.. cache.List(EntryFilter.All).Select(entry => entry.Summary.Prompt).Order(StringComparer.Ordinal)];
        Assert.Equal(Stored(serving), Stored(watching));
        Assert.Equal(serving.GetStatistics().HitCount, watching.GetStatistics().Misses[MissReason.Withheld]);
    }

    [Fact]
    public async Task A_withheld_hit_is_a_miss_without_a_ticket_that_says_what_it_would_have_been()
    {
        await using var cache = await BuildAsync(serveShare: 0);
        await cache.PutAsync("reset password", "click here");

        var (near, exact) = (await cache.MissAsync("reset password ~0.95"), await cache.MissAsync("reset password"));

        Assert.Equal((MissReason.Withheld, null), (near.Reason, near.Ticket));
        Assert.Equal("click here", near.Withheld!.Response.Text);
        Assert.Equal((HitTier.Near, HitTier.Exact), (near.Withheld.Tier, exact.Withheld!.Tier));
        Assert.Equal(AnswerAgreement.Different, await cache.ObserveAsync(near, "call us", Token));
    }

    [Fact]
    public async Task A_canary_answers_its_share_and_treats_the_same_words_alike()
    {
        await using var cache = await BuildAsync(serveShare: 0.25);
        await using var again = await BuildAsync(serveShare: 0.25);
        var served = 0;
        for (var i = 0; i < 800; i++)
        {
            var prompt = $"topic {i}";
            await cache.PutAsync(prompt, "right");
            await again.PutAsync(prompt, "right");
            var first = await cache.LookupAsync(prompt, Token) is LookupHit;
            Assert.Equal(first, await cache.LookupAsync(prompt, Token) is LookupHit);
            Assert.Equal(first, await again.LookupAsync(prompt, Token) is LookupHit);
            served += first ? 1 : 0;
        }

        Assert.InRange(served, 150, 250);
    }

    [Fact]
    public async Task Withheld_hits_count_no_use_but_stay_as_long_as_if_they_had()
    {
        var time = new ManualTime();
        await using var cache = await BuildAsync(serveShare: 0, time, options => options.EntriesMax = 2);
        await cache.PutAsync("first topic", "one");
        time.Advance(TimeSpan.FromMinutes(1));
        await cache.PutAsync("second topic", "two");
        for (var i = 0; i < 3; i++)
            await AskAsync(cache, "first topic", "one");
        await cache.FlushAsync(Token);

        var first = cache.List(EntryFilter.All).Single(entry => entry.Summary.Prompt == "first topic");

        Assert.Equal((0, time.GetUtcNow()), (first.Activity.HitCount, first.Activity.LastUsedAt));
    }

    [Fact]
    public async Task Savings_are_counted_apart_from_what_was_saved()
    {
        await using var cache = await BuildAsync(serveShare: 0);
        var answer = RecordedResponse.FromText("click here", new TokenUsage(10, 20));
        await cache.StoreAsync("reset password", answer, new EntryOptions { Latency = TimeSpan.FromSeconds(2) }, Token);

        await AskAsync(cache, "reset password ~0.95", "click here");

        var statistics = cache.GetStatistics();
        Assert.Equal((0, 30), (statistics.TokensSaved, statistics.Withheld.Tokens));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(2)), (statistics.TimeSaved, statistics.Withheld.Time));
    }

    private static async Task<CacheAnswer> AskAsync(SemanticCache cache, string prompt, string says, Action? onCall = null)
    {
        var answer = await cache.GetOrCreateAsync(
            prompt,
            (_, _) =>
            {
                onCall?.Invoke();
                return ValueTask.FromResult<RecordedResponse>(says);
            },
            cancellationToken: Token);
        await cache.WhenComparedAsync(Token);
        return answer;
    }

    private static ValueTask<SemanticCache> BuildAsync(
        double serveShare, TimeProvider? time = null, Action<SemanticCacheOptions>? configure = null) =>
        Caches.BuildAsync(
            configure: options =>
            {
                options.ServeShare = serveShare;
                configure?.Invoke(options);
            },
            time: time, build: builder => builder.UseComparer(Comparer.OfTexts));
}
