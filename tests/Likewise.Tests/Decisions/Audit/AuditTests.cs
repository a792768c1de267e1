using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions.Audit;

/// <summary>A cache that calls the model itself, and asks it all the same about hits that were drawn.</summary>
public class AuditTests
{
    private const string Prompt = "reset password";
    private const string Close = "reset password ~0.95";
    private const string Near = "reset password ~0.85";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("click here", 1, 0)]
    [InlineData("call us", 0, 1)]
    public async Task A_hit_that_was_drawn_is_compared_with_what_the_model_says(string says, long same, long different)
    {
        await using var cache = await BuildAsync();
        var id = await cache.PutAsync(Prompt, "click here");

        var answer = await AskAsync(cache, Close, says);

        Assert.Equal((true, "click here"), (answer.IsHit, answer.Response.Text));
        var statistics = cache.GetStatistics();
        Assert.Equal(new AgreementCounts(same, different, 0), statistics.Outcomes.Audits);
        Assert.Equal(new GroupOutcomes("default", statistics.Outcomes), Assert.Single(statistics.OutcomesByGroup));
        Assert.Equal((1, 1, 0), (statistics.Auditor.ModelCalls, statistics.Auditor.Compared, statistics.Auditor.Waiting));
        Assert.Equal(new EntryFeedback(same, different), FeedbackOf(cache, id));
        Assert.Equal(1, cache.GetStatistics().Entries);
    }

    [Fact]
    public async Task By_default_a_fixed_similarity_asks_nobody_and_the_same_words_are_never_drawn()
    {
        await using var silent = await BuildAsync(options => options.Audit.Share = null);
        await using var drawing = await BuildAsync();
        await silent.PutAsync(Prompt, "click here");
        await drawing.PutAsync(Prompt, "click here");

        await AskAsync(silent, Close, "call us");
        await AskAsync(silent, Near, "call us");
        await AskAsync(drawing, Prompt, "call us");

        Assert.Equal((0, 0), (silent.GetStatistics().Auditor.Compared, drawing.GetStatistics().Auditor.ModelCalls));
        Assert.Equal(0.05, new SemanticCacheOptions { Decision = HitDecision.Bound }.AuditShare);
    }

    [Fact]
    public async Task A_near_miss_is_compared_with_the_answer_that_the_miss_called_for()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync(Prompt, "click here");

        await AskAsync(cache, Near, "click here");
        await AskAsync(cache, "opening hours", "nine to five");

        Assert.Equal(new AgreementCounts(1, 0, 0), cache.GetStatistics().Outcomes.NearMisses);
        Assert.Equal((0, 3), (cache.GetStatistics().Auditor.ModelCalls, cache.GetStatistics().Entries));
    }

    [Fact]
    public async Task A_guard_keeps_a_candidate_from_being_a_near_miss()
    {
        await using var cache = await BuildAsync(options => options.Guards = Guards.Numbers);
        await cache.PutAsync("boil 5 eggs", "five minutes");

        Assert.Null((await cache.MissAsync("boil 6 eggs ~0.85")).NearMiss);
    }

    [Fact]
    public async Task A_stream_is_audited_like_any_other_answer()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync(Prompt, "click here");

        await using (var stream = await cache.GetOrStreamAsync(Close, (_, live, _) =>
        {
            live.Begin();
            live.Write(new ResponseUpdate([], null));
            return ValueTask.FromResult<RecordedResponse>("call us");
        }, cancellationToken: Token))
            Assert.Equal("click here", stream.Whole!.Response.Text);

        await cache.WhenComparedAsync(Token);
        Assert.Equal(new AgreementCounts(0, 1, 0), cache.GetStatistics().Outcomes.Audits);
    }

    [Fact]
    public async Task A_model_that_fails_or_is_cut_off_is_no_evidence()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync(Prompt, "click here");

        await cache.GetOrCreateAsync(Close, (_, _) => throw new InvalidDataException("out of order"), cancellationToken: Token);
        await cache.GetOrCreateAsync(Close, (_, _) => ValueTask.FromResult(CutOff()), cancellationToken: Token);
        await cache.WhenComparedAsync(Token);

        Assert.Equal((2, 0), (cache.GetStatistics().Auditor.Failed, cache.GetStatistics().Outcomes.Audits.Compared));
    }

    [Fact]
    public async Task A_comparer_that_fails_is_no_evidence_and_one_that_cannot_tell_is_counted_apart()
    {
        await using var failing = await BuildAsync(comparer: new Comparer(_ => throw new InvalidDataException("lost")));
        await using var unsure = await BuildAsync(comparer: new Comparer(_ => AnswerAgreement.Unknown));
        await failing.PutAsync(Prompt, "click here");
        var id = await unsure.PutAsync(Prompt, "click here");

        await AskAsync(failing, Close, "call us");
        await AskAsync(unsure, Close, "call us");

        Assert.Equal((1, 0), (failing.GetStatistics().Auditor.Failed, failing.GetStatistics().Outcomes.Audits.Compared));
        Assert.Equal(new AgreementCounts(0, 0, 1), unsure.GetStatistics().Outcomes.Audits);
        Assert.Equal(default, FeedbackOf(unsure, id));
    }

    [Fact]
    public async Task A_model_that_is_late_is_left_after_the_audits_own_deadline()
    {
        var time = new ManualTime();
        await using var cache = await BuildAsync(time: time);
        await cache.PutAsync(Prompt, "click here");
        var asked = new TaskCompletionSource();

        var answer = await cache.GetOrCreateAsync(Close, async (_, token) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return "never";
        }, cancellationToken: Token);
        await asked.Task;
        time.Advance(new AuditOptions().ModelTimeout);
        await cache.WhenComparedAsync(Token);

        Assert.True(answer.IsHit);
        Assert.Equal((1, 0), (cache.GetStatistics().Auditor.Failed, cache.GetStatistics().Outcomes.Audits.Compared));
    }

    [Fact]
    public async Task What_does_not_fit_is_dropped_and_counted_and_nothing_hangs_when_the_cache_is_closed()
    {
        var calls = 0;
        var cache = await BuildAsync(options => (options.Audit.QueueMax, options.Audit.ConcurrencyMax) = (2, 1));
        await cache.PutAsync(Prompt, "click here");

        var asked = new TaskCompletionSource();
        for (var i = 0; i < 6; i++)
        {
            // It heeds no token.
            await cache.GetOrCreateAsync(Close, async (_, _) =>
            {
                Interlocked.Increment(ref calls);
                asked.TrySetResult();
                await new TaskCompletionSource().Task;
                return "never";
            }, cancellationToken: Token);
            await asked.Task;
        }

        Assert.Equal((1, 3, 3), (calls, cache.GetStatistics().Auditor.Waiting, cache.GetStatistics().Auditor.Dropped));
        await cache.DisposeAsync();
        Assert.Equal((1, 0, 5), (calls, cache.GetStatistics().Auditor.Waiting, cache.GetStatistics().Auditor.Dropped));
    }

    [Fact]
    public async Task The_model_is_asked_no_oftener_than_allowed()
    {
        var time = new ManualTime();
        await using var cache = await BuildAsync(options => options.Audit.CallsPerMinuteMax = 2, time: time);
        await cache.PutAsync(Prompt, "click here");

        for (var i = 0; i < 5; i++)
            await AskAsync(cache, Close, "click here");
        Assert.Equal((2, 3), (cache.GetStatistics().Auditor.ModelCalls, cache.GetStatistics().Auditor.Dropped));

        time.Advance(TimeSpan.FromSeconds(59));
        await AskAsync(cache, Close, "click here");
        time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(cache, Close, "click here");
        Assert.Equal((3, 4), (cache.GetStatistics().Auditor.ModelCalls, cache.GetStatistics().Auditor.Dropped));
    }

    [Fact]
    public async Task Who_looks_up_by_himself_compares_by_himself()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync(Prompt, "click here");

        var (hit, miss) = (await cache.HitAsync(Close), await cache.MissAsync(Near));

        Assert.Equal(AnswerAgreement.Different, await cache.ObserveAsync(hit, "call us", Token));
        Assert.Equal(AnswerAgreement.Same, await cache.ObserveAsync(miss, "click here", Token));
        Assert.Equal(AnswerAgreement.Unknown, await cache.ObserveAsync(await cache.HitAsync(Prompt), "call us", Token));
        Assert.Equal(new AgreementCounts(0, 1, 0), cache.GetStatistics().Outcomes.Audits);
        Assert.Equal(new AgreementCounts(1, 0, 0), cache.GetStatistics().Outcomes.NearMisses);
    }

    [Fact]
    public async Task A_comparer_is_told_what_was_asked_and_what_was_answered_before()
    {
        var asked = new List<AnswerComparison>();
        await using var cache = await BuildAsync(comparer: new Comparer(comparison =>
        {
            asked.Add(comparison);
            return AnswerAgreement.Same;
        }));
        await cache.PutAsync(Prompt, "click here");

        await AskAsync(cache, Close, "call us");

        var one = Assert.Single(asked);
        Assert.Equal((Close, Prompt), (one.Prompt, one.Entry.Prompt));
        Assert.Equal((Close, "click here", "call us"), (one.Request.Messages[^1].Text, one.Cached.Text, one.Fresh.Text));
    }

    private static EntryFeedback FeedbackOf(SemanticCache cache, EntryId id) =>
        cache.List(EntryFilter.All).Single(entry => entry.Summary.Id == id).Activity.Feedback;

    private static RecordedResponse CutOff() =>
        new() { Choices = [new RecordedChoice([new TextPart("call")], FinishReason.Length)] };

    private static async Task<CacheAnswer> AskAsync(SemanticCache cache, string prompt, string says)
    {
        var answer = await cache.GetOrCreateAsync(
            prompt, (_, _) => ValueTask.FromResult<RecordedResponse>(says), cancellationToken: Token);
        await cache.WhenComparedAsync(Token);
        return answer;
    }

    private static ValueTask<SemanticCache> BuildAsync(
        Action<SemanticCacheOptions>? configure = null, TimeProvider? time = null, IAnswerComparer? comparer = null) =>
        Caches.BuildAsync(
            configure: options =>
            {
                options.Audit.Share = 1;
                configure?.Invoke(options);
            },
            time: time, build: builder => builder.UseComparer(comparer ?? Comparer.OfTexts));
}
