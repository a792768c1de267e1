using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions.Judging;

public class JudgeTests
{
    private readonly ScriptedModel _model = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SAME", true)]
    [InlineData(" same\n", true)]
    [InlineData("DIFFERENT", false)]
    [InlineData("UNSURE", false)]
    [InlineData("SAME.", false)]
    [InlineData("SAME, but check the date", false)]
    [InlineData("SAME SAME", false)]
    [InlineData("SAME\nDIFFERENT", false)]
    [InlineData("**SAME**", false)]
    [InlineData("YES", false)]
    [InlineData("I cannot compare these questions.", false)]
    [InlineData("S A M E", false)]
    [InlineData("\u200BSAME", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task Only_one_word_and_nothing_beside_it_is_a_yes(string? answer, bool isAccepted)
    {
        var verdict = await VerifyAsync(new Judge(ScriptedModel.Saying(answer).AskAsync), "a", "b");
        Assert.Equal((isAccepted, "judge"), (verdict.Outcome == VerdictOutcome.Accept, verdict.Rule));
    }

    [Fact]
    public async Task An_answer_of_a_million_words_is_no_answer()
    {
        var judge = new Judge(ScriptedModel.Saying(string.Join(' ', Enumerable.Repeat("SAME", 1_000_000))).AskAsync);
        Assert.Equal(VerdictOutcome.Reject, (await VerifyAsync(judge, "a", "b")).Outcome);
    }

    [Fact]
    public async Task The_same_pair_is_judged_once_and_the_other_way_round_is_another_pair()
    {
        var judge = new Judge(_model.AskAsync);
        await VerifyAsync(judge, "a", "b");
        await VerifyAsync(judge, "a", "b");
        await VerifyAsync(judge, "b", "a");

        Assert.Equal(2, _model.Asked.Count);
        var statistics = judge.GetStatistics();
        Assert.Equal((2, 1, 2), (statistics.Asked, statistics.Known, statistics.Same));
        Assert.Equal(new TokenUsage(400, 2), statistics.Usage);
    }

    [Fact]
    public async Task What_it_is_asked_and_what_that_takes_is_on_the_meter()
    {
        // Other tests count, too: the tokens are of a number that is nobody else's.
        const long Tokens = 1L << 50;
        var (questions, tokens) = (new ConcurrentBag<object?>(), 0L);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name is LikewiseTelemetry.JudgeQuestions or LikewiseTelemetry.JudgeTokens)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == LikewiseTelemetry.JudgeTokens)
                Interlocked.Add(ref tokens, value);
            else
                questions.Add(tags[0].Value);
        });
        listener.Start();
        _model.Answer = (_, _) => new(new JudgeReply("SAME", new TokenUsage(Tokens, 0)));
        await VerifyAsync(new Judge(_model.AskAsync), "a", "b");

        Assert.Equal(1, tokens >> 50);
        Assert.Contains("same", questions);
    }

    [Fact]
    public async Task Texts_that_meet_elsewhere_are_another_pair()
    {
        var judge = new Judge(_model.AskAsync);
        foreach (var (asked, stored) in new[] { ("a", "bc"), ("ab", "c"), ("a\nb", "c"), ("a", "b\nc"), ("", "abc") })
            await VerifyAsync(judge, asked, stored);
        Assert.Equal(5, _model.Asked.Count);
    }

    [Fact]
    public async Task Those_who_ask_the_same_at_once_share_one_call()
    {
        var gate = new TaskCompletionSource<JudgeReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _model.Answer = (_, _) => new(gate.Task);
        var judge = new Judge(_model.AskAsync, new JudgeOptions { CallsMax = 1 });
        var asked = Enumerable.Range(0, 50).Select(_ => Task.Run(() => VerifyAsync(judge, "a", "b"), Token)).ToList();
        while (judge.GetStatistics() is { Asked: 0 } or { Known: < 49 })
            await Task.Yield();
        gate.SetResult(new JudgeReply("SAME"));

        Assert.All(await Task.WhenAll(asked), verdict => Assert.Equal(VerdictOutcome.Accept, verdict.Outcome));
        Assert.Single(_model.Asked);
    }

    [Fact]
    public async Task Beyond_the_calls_at_once_nothing_is_asked_and_nothing_waits()
    {
        var gate = new TaskCompletionSource<JudgeReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _model.Answer = (_, _) => new(gate.Task);
        var judge = new Judge(_model.AskAsync, new JudgeOptions { CallsMax = 2 });
        var first = new[] { VerifyAsync(judge, "a", "1"), VerifyAsync(judge, "a", "2") };

        var refused = await VerifyAsync(judge, "a", "3");
        gate.SetResult(new JudgeReply("SAME"));
        await Task.WhenAll(first);

        Assert.Equal((VerdictOutcome.Reject, 1), (refused.Outcome, judge.GetStatistics().Refused));
        Assert.Equal(VerdictOutcome.Accept, (await VerifyAsync(judge, "a", "3")).Outcome);
    }

    [Fact]
    public async Task Beyond_the_calls_of_a_minute_nothing_is_asked_until_the_next()
    {
        var time = new ManualTime();
        var judge = new Judge(_model.AskAsync, new JudgeOptions { CallsPerMinuteMax = 2 }, time);
        foreach (var (stored, isAsked) in new[] { ("1", true), ("2", true), ("3", false) })
            Assert.Equal(isAsked, (await VerifyAsync(judge, "a", stored)).Outcome == VerdictOutcome.Accept);

        Assert.Equal(VerdictOutcome.Accept, (await VerifyAsync(judge, "a", "1")).Outcome);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(VerdictOutcome.Accept, (await VerifyAsync(judge, "a", "3")).Outcome);
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 3)]
    [InlineData(0, 4)]
    public async Task The_oldest_verdicts_leave_first(int verdictsMax, int calls)
    {
        var judge = new Judge(_model.AskAsync, new JudgeOptions { VerdictsMax = verdictsMax });
        foreach (var stored in new[] { "1", "2", "3", "1" })
            await VerifyAsync(judge, "a", stored);
        Assert.Equal(calls, _model.Asked.Count);
    }

    [Fact]
    public async Task A_call_that_fails_rejects_and_is_not_remembered()
    {
        _model.Answer = (_, _) => throw new HttpRequestException("no route");
        var judge = new Judge(_model.AskAsync);
        var failed = await VerifyAsync(judge, "a", "b");
        _model.Answer = (_, _) => new(new JudgeReply("SAME"));

        Assert.Equal((VerdictOutcome.Reject, "the judge failed: no route"), (failed.Outcome, failed.Detail));
        Assert.Equal(VerdictOutcome.Accept, (await VerifyAsync(judge, "a", "b")).Outcome);
        Assert.Equal(1, judge.GetStatistics().Failed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_call_rejects_whether_it_listens_or_not(bool listens)
    {
        var time = new ManualTime();
        _model.Answer = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, listens ? token : CancellationToken.None);
            return new JudgeReply("SAME");
        };
        var judge = new Judge(_model.AskAsync, new JudgeOptions { Timeout = TimeSpan.FromSeconds(5) }, time);
        var asked = VerifyAsync(judge, "a", "b");
        time.Advance(TimeSpan.FromSeconds(5));

        var verdict = await asked;
        Assert.Equal(VerdictOutcome.Reject, verdict.Outcome);
        Assert.Contains("within 5 s", verdict.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_that_its_caller_did_not_wait_for_is_there_the_next_time()
    {
        var gate = new TaskCompletionSource<JudgeReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _model.Answer = (_, _) => new(gate.Task);
        var judge = new Judge(_model.AskAsync);
        using var left = new CancellationTokenSource();
        var asked = new JudgeVerifier(judge).VerifyAsync(Asked("a", "b"), left.Token).AsTask();
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        gate.SetResult(new JudgeReply("SAME"));

        Assert.Equal(VerdictOutcome.Accept, (await VerifyAsync(judge, "a", "b")).Outcome);
        Assert.Single(_model.Asked);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_not_shown()
    {
        var judge = new Judge(_model.AskAsync, new JudgeOptions { TextCharsMax = 3 });
        await VerifyAsync(judge, "abcd", "a");
        await VerifyAsync(judge, "a", "abcd");
        Assert.Empty(_model.Asked);

        await VerifyAsync(judge, "abc", "abc");
        Assert.Single(_model.Asked);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, -1)]
    public void Limits_that_nobody_can_mean_are_refused(int calls, int chars, int verdicts) =>
        Assert.Throws<ArgumentException>(() => new Judge(
            _model.AskAsync, new JudgeOptions { CallsMax = calls, TextCharsMax = chars, VerdictsMax = verdicts }));

    /// <summary>The request that was late finds its verdict when it comes again.</summary>
    [Fact]
    public async Task In_a_cache_a_late_judge_rejects_once_and_serves_the_next_time()
    {
        var gate = new TaskCompletionSource<JudgeReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _model.Answer = (_, _) => new(gate.Task);
        await using var cache = await Caches.BuildAsync(
            configure: options => (options.VerifyTimeout, options.VerifyFrom) = (TimeSpan.FromMilliseconds(20), 0.8),
            time: TimeProvider.System, build: builder => builder.UseVerifier(new JudgeVerifier(new Judge(_model.AskAsync))));
        await cache.PutAsync("reset password", "click here");

        Assert.Equal(MissReason.Rejected, (await cache.MissAsync("reset password ~0.85")).Reason);
        gate.SetResult(new JudgeReply("SAME"));
        while (await cache.LookupAsync("reset password ~0.85", Token) is not LookupHit)
            await Task.Yield();
        Assert.Single(_model.Asked);
    }

    internal static Verification Asked(string asked, string stored) => new(
        "a request", asked, new Candidate(0.9, new EntrySummary
        {
            Id = default, Key = default, Tenant = "", Namespace = "", Model = "", Prompt = stored,
            Eligibility = Eligibility.Semantic, Embedder = new TopicEmbedder().Identity, CreatedAt = default,
            Expiry = new Expiry(DateTimeOffset.MaxValue, null), Cost = default, PayloadBytes = 0,
        }));

    private static Task<Verdict> VerifyAsync(Judge judge, string asked, string stored) =>
        new JudgeVerifier(judge).VerifyAsync(Asked(asked, stored), Token).AsTask();
}
