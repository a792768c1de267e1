using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions;

public class DecisionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_guard_rejects_by_name_and_the_next_candidate_has_its_turn()
    {
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseGuard(new WordGuard("~0.95")));
        await cache.PutAsync("reset password", "right");
        await cache.PutAsync("reset password ~0.95", "wrong");

        Assert.Equal("right", (await cache.HitAsync("reset password ~0.96")).Response.Text);
    }

    [Fact]
    public async Task When_guards_reject_all_the_miss_says_which_and_why()
    {
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseGuard(new WordGuard("reset")));
        await cache.PutAsync("reset password", "wrong");

        var miss = await cache.MissAsync("reset password ~0.96");

        Assert.Equal((MissReason.Rejected, "asked nothing such, stored \"reset\""), (miss.Reason, miss.Detail));
        Assert.Equal(Verdict.Reject("word", "asked nothing such, stored \"reset\""), miss.Nearest!.Verdict);
    }

    [Fact]
    public async Task A_guard_is_not_asked_about_what_is_too_far_or_the_same()
    {
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseGuard(new WordGuard("reset")));
        await cache.PutAsync("reset password", "click here");

        Assert.Equal(MissReason.NotSimilar, (await cache.MissAsync("reset password ~0.5")).Reason);
        await cache.HitAsync("reset password");
    }

    [Fact]
    public async Task A_guard_that_breaks_costs_a_hit_and_not_the_request()
    {
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseGuard(new BrokenGuard()));
        await cache.PutAsync("reset password", "click here");

        var miss = await cache.MissAsync("reset password ~0.96");

        Assert.Equal((MissReason.Rejected, "the decision failed: no such text was foreseen"), (miss.Reason, miss.Detail));
        await cache.HitAsync("reset password");
    }

    [Fact]
    public void What_nobody_has_decided_is_not_accepted() => Assert.Equal(VerdictOutcome.Reject, default(Verdict).Outcome);

    [Theory]
    [InlineData(VerdictOutcome.Accept, true)]
    [InlineData(VerdictOutcome.Reject, false)]
    [InlineData(VerdictOutcome.Verify, false)]
    public async Task A_verifier_has_the_last_word(VerdictOutcome says, bool isHit)
    {
        var verifier = new ScriptedVerifier { Answer = _ => Task.FromResult(new Verdict(says, "judge", "because")) };
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseVerifier(verifier));
        await cache.PutAsync("reset password", "click here");

        var result = await cache.LookupAsync("reset password ~0.95", Token);

        Assert.Equal(isHit, result is LookupHit { Verdict: { Rule: "judge", Detail: "because" } });
        Assert.Equal(!isHit, result is LookupMiss { Reason: MissReason.Rejected });
        Assert.Equal("reset password ~0.95", verifier.Asked!.Prompt);
        Assert.Equal("reset password", verifier.Asked.Candidate.Summary.Prompt);
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("hangs")]
    public async Task A_verifier_that_cannot_tell_rejects(string how)
    {
        var verifier = new ScriptedVerifier
        {
            Answer = async token =>
            {
                if (how == "fails")
                    throw new HttpRequestException("judge is out");
                await Task.Delay(Timeout.Infinite, token);
                return Verdict.Accept("judge");
            },
        };
        await using var cache = await Caches.BuildAsync(
            configure: options => options.VerifyTimeout = TimeSpan.FromMilliseconds(20), time: TimeProvider.System,
            build: builder => builder.UseVerifier(verifier));
        await cache.PutAsync("reset password", "click here");

        var miss = await cache.MissAsync("reset password ~0.95");

        Assert.Equal(MissReason.Rejected, miss.Reason);
        Assert.Contains("the verifier", miss.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_older_than_the_caller_allows_is_not_served()
    {
        var time = new ManualTime();
        await using var cache = await Caches.BuildAsync(time: time);
        await cache.PutAsync("reset password", "click here");
        time.Advance(TimeSpan.FromMinutes(10));
        PromptRequest same = "reset password", alike = "reset password ~0.95";
        var young = new RequestDirectives { MaxAge = TimeSpan.FromMinutes(9) };
        var old = new RequestDirectives { MaxAge = TimeSpan.FromMinutes(10) };

        Assert.Equal(MissReason.TooOld, (await cache.MissAsync(same with { Directives = young })).Reason);
        Assert.Equal(MissReason.TooOld, (await cache.MissAsync(alike with { Directives = young })).Reason);
        await cache.HitAsync(same with { Directives = old });
        Assert.Equal(TimeSpan.FromMinutes(10), (await cache.HitAsync(alike with { Directives = old })).Age);
    }

    [Fact]
    public async Task Directives_not_to_look_or_not_to_store_are_kept()
    {
        await using var cache = await Caches.BuildAsync();
        await cache.PutAsync("reset password", "old");
        PromptRequest request = "reset password";

        var unasked = await cache.MissAsync(request with { Directives = new RequestDirectives { NoLookup = true } });
        var unstored = await cache.MissAsync(
            PromptRequest.FromText("another topic") with { Directives = new RequestDirectives { NoStore = true } });
        var renewed = await cache.GetOrCreateAsync(
            request with { Directives = new RequestDirectives { NoLookup = true } }, (_, _) => new("new"),
            cancellationToken: Token);

        Assert.Equal(MissReason.NotAsked, unasked.Reason);
        Assert.NotNull(unasked.Ticket);
        Assert.Null(unstored.Ticket);
        Assert.Equal("new", renewed.Response.Text);
        Assert.Equal("new", (await cache.HitAsync(request)).Response.Text);
        Assert.Equal(1, cache.GetStatistics().Entries);
    }

    private sealed class WordGuard(string word) : Guard("word")
    {
        public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored) =>
            stored.Prompt.IndexOf(word, StringComparison.Ordinal) is >= 0 and var at
                ? new Objection(default, new TextSpan(at, word.Length))
                : null;
    }

    private sealed class BrokenGuard() : Guard("broken")
    {
        public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored) =>
            throw new InvalidOperationException("no such text was foreseen");
    }

    private sealed class ScriptedVerifier : IVerifier
    {
        public required Func<CancellationToken, Task<Verdict>> Answer { get; init; }

        public Verification? Asked { get; private set; }

        public string Name => "judge";

        public async ValueTask<Verdict> VerifyAsync(Verification verification, CancellationToken cancellationToken)
        {
            Asked = verification;
            return await Answer(cancellationToken);
        }
    }
}
