using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions.Bound;

/// <summary>A cache that decides by evidence, with the topic embedder: "reset password ~0.93" is 0.93 like "reset
/// password".</summary>
public class BoundDecisionTests
{
    [Fact]
    public async Task What_is_as_sure_as_the_calibration_asks_for_is_served_and_says_how_sure_it_is()
    {
        await using var cache = await BuildAsync(Vouching(from: 0.90));
        await cache.PutAsync("reset password", "click here");

        var hit = await cache.HitAsync("reset password ~0.93");

        Assert.Equal((Decider.Bound, 0.93), (hit.Verdict.Rule, Math.Round(hit.Verdict.Score!.Value, 3)));
        Assert.Equal(MissReason.NotSimilar, (await cache.MissAsync("reset password ~0.85")).Reason);
    }

    [Fact]
    public async Task Without_any_evidence_nothing_is_served_but_the_same_words()
    {
        await using var cache = await BuildAsync(Calibration.None);
        await cache.PutAsync("reset password", "click here");

        var miss = await cache.MissAsync("reset password ~0.999");

        Assert.Equal("click here", (await cache.HitAsync("reset password")).Response.Text);
        Assert.Contains("no evidence", miss.Detail, StringComparison.Ordinal);
        Assert.Equal("reset password", miss.NearMiss!.Candidate.Summary.Prompt);
    }

    [Fact]
    public async Task A_calibration_for_another_embedder_says_nothing()
    {
        var other = Calibration.Of(SemanticCache.ScorerName, "another-model", Rows(0.90));
        await using var cache = await BuildAsync(other);
        await cache.PutAsync("reset password", "click here");

        await cache.MissAsync("reset password ~0.999");
    }

    [Fact]
    public async Task Near_misses_that_would_have_been_right_open_what_was_closed()
    {
        await using var cache = await BuildAsync(Calibration.None);
        await cache.PutAsync("reset password", "click here");

        for (var i = 0; i < 400; i++)
        {
            if (await cache.LookupAsync("reset password ~0.9", TestContext.Current.CancellationToken) is LookupMiss miss)
                Assert.True(cache.RecordOutcome(miss, isRight: true));
        }

        await cache.HitAsync("reset password ~0.9");
        var bound = Assert.Single(cache.GetStatistics().Bounds);
        Assert.Equal(("default", BoundStanding.Own), (bound.Group, bound.Standing));
        Assert.True(bound.WrongShareMax <= 0.02);
    }

    [Fact]
    public async Task Hits_are_drawn_for_audit_in_the_share_asked_for()
    {
        await using var cache = await BuildAsync(Vouching(from: 0.90), share: 0.25);
        await cache.PutAsync("reset password", "click here");

        var drawn = 0;
        for (var i = 0; i < 1_000; i++)
            drawn += (await cache.HitAsync("reset password ~0.95")).IsAuditDue ? 1 : 0;

        Assert.InRange(drawn, 200, 300);
    }

    [Fact]
    public async Task When_audits_find_too_much_wrong_the_group_closes_and_no_other()
    {
        await using var cache = await BuildAsync(Vouching(from: 0.90), share: 1);
        await cache.PutAsync(In("one"), "right");
        await cache.PutAsync(In("other"), "right");
        await cache.HitAsync(In("one", " ~0.95"));
        for (var i = 0; i < 4; i++)
            cache.RecordOutcome(await cache.HitAsync(In("other", " ~0.95")), isRight: true);

        var audits = 0;
        var token = TestContext.Current.CancellationToken;
        while (await cache.LookupAsync(In("one", " ~0.97"), token) is LookupHit hit && audits++ < 50)
            cache.RecordOutcome(hit, isRight: false);

        Assert.InRange(audits, 1, 10);
        Assert.Equal(BoundStanding.Closed, cache.GetStatistics().Bounds.Single(bound => bound.Group == "one").Standing);
        await cache.HitAsync(In("other", " ~0.95"));
    }

    [Fact]
    public async Task A_namespace_with_a_share_of_its_own_is_served_as_that_asks_for()
    {
        // Of what is 0.95 like one in forty is wrong, of what is 0.99 like none: too many for 0.5 %, few enough for 10 %.
        var rows = Enumerable.Range(0, 8_000).Select(i => ("set", i % 2 == 0 ? 0.95 : 0.99, i % 2 != 0 || i % 80 != 0));
        var calibration = Calibration.Of(SemanticCache.ScorerName, new TopicEmbedder().Identity.Model, rows);
        await using var cache = await BuildAsync(
            calibration, bound => bound.MaxWrongHits = 0.1, configure: options =>
                options.Namespaces.Add(new NamespaceRule { Namespace = "strict", MaxWrongHits = 0.005 }));
        await cache.PutAsync(In("strict"), "an answer");
        await cache.PutAsync(In("other"), "an answer");

        await cache.HitAsync(In("other", " ~0.96"));
        await cache.HitAsync(In("strict", " ~0.995"));
        var miss = await cache.MissAsync(In("strict", " ~0.96"));

        Assert.Contains("0.5", miss.Detail, StringComparison.Ordinal);
    }

    /// <summary>What opens the others would let too much through: it opens by what was seen there.</summary>
    [Fact]
    public async Task A_namespace_with_a_share_of_its_own_learns_by_itself()
    {
        await using var cache = await BuildAsync(Calibration.None, configure: options =>
            options.Namespaces.Add(new NamespaceRule { Namespace = "strict", MaxWrongHits = 0.01 }));
        await cache.PutAsync(In("strict"), "an answer");
        await cache.PutAsync(In("other"), "an answer");
        await LearnAsync("other", 400);
        await LearnAsync("strict", 20);

        await cache.MissAsync(In("strict", " ~0.9"));
        await cache.HitAsync(In("other", " ~0.9"));
        await LearnAsync("strict", 800);
        await cache.HitAsync(In("strict", " ~0.9"));
        var bounds = cache.GetStatistics().Bounds.ToDictionary(bound => bound.Group, bound => bound.MaxWrongHits);
        Assert.Equal((0.01, 0.02), (bounds["strict"], bounds["other"]));

        async Task LearnAsync(string part, int times)
        {
            for (var i = 0; i < times; i++)
            {
                if (await cache.LookupAsync(In(part, " ~0.9"), TestContext.Current.CancellationToken) is LookupMiss miss)
                    cache.RecordOutcome(miss, isRight: true);
            }
        }
    }

    [Fact]
    public async Task A_share_of_a_namespace_where_the_bound_is_kept_for_others_is_refused_at_start()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await BuildAsync(
            Calibration.None, bound => bound.Group = EvidenceGroup.Tenant, configure: options =>
                options.Namespaces.Add(new NamespaceRule { Namespace = "strict", MaxWrongHits = 0.01 })));

        Assert.Contains("Bound.Group is Tenant", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_makes_its_entry_harder_to_serve_and_leaves_others_alone()
    {
        await using var cache = await BuildAsync(Vouching(from: 0.90));
        var blamed = await cache.PutAsync("reset password", "click here");
        await cache.PutAsync("opening hours", "nine to five");
        await cache.HitAsync("reset password ~0.92");

        await cache.RecordFeedbackAsync(blamed, isRight: false, TestContext.Current.CancellationToken);

        await cache.MissAsync("reset password ~0.92");
        await cache.HitAsync("opening hours ~0.92");
        await cache.HitAsync("reset password ~0.99");
    }

    /// <summary>Too few to carry a cut of their own, enough to make an entry surer than its score.</summary>
    [Fact]
    public async Task Confirmations_do_not_loosen_what_a_calibration_asks_for()
    {
        var rows = Enumerable.Range(0, 2_000).Select(i => ("set", i % 2 == 0 ? 0.9 : 0.6, i % 2 == 0 && i % 40 != 0));
        var calibration = Calibration.Of(SemanticCache.ScorerName, new TopicEmbedder().Identity.Model, rows);
        await using var cache = await BuildAsync(calibration, bound => bound.MaxWrongHits = 0.10);
        await cache.PutAsync("reset password", "click here");
        for (var i = 0; i < 20; i++)
            cache.RecordOutcome(await cache.MissAsync("reset password ~0.88"), isRight: true);

        var miss = await cache.MissAsync("reset password ~0.88");

        Assert.True(miss.NearMiss!.Verdict.Score > 0.93);
        await cache.HitAsync("reset password ~0.91");
    }

    [Theory]
    [InlineData("click here", "click here", 1)]
    [InlineData("call us", "call us", -1)]
    [InlineData("call us", "write to us", 0)]
    public async Task Neighbours_with_the_same_answer_make_an_entry_surer_and_those_with_another_less_sure(
        string second, string third, int change)
    {
        await using var cache = await BuildAsync(Calibration.None);
        await cache.PutAsync("reset password", "click here");
        await cache.PutAsync("reset password ~0.9", second);
        await cache.PutAsync("reset password ~0.8", third);

        var miss = await cache.MissAsync("reset password ~0.97");

        Assert.Equal(change, Math.Sign(Math.Round(miss.NearMiss!.Verdict.Score!.Value - miss.NearMiss.Candidate.Similarity, 6)));
    }

    [Theory]
    [InlineData("mallory", 1)]
    [InlineData("bob", 0)]
    public async Task What_too_few_stand_behind_makes_no_neighbour_surer(string asker, int change)
    {
        await using var cache = await BuildAsync(Calibration.None, confirmationsMin: 2);
        await cache.PutAsync("reset password", "click here", new EntryOptions { IsConfirmed = true });
        foreach (var words in new[] { "reset password ~0.9", "reset password ~0.8" })
            await cache.PutAsync(By("mallory", words), "click here");

        var miss = await cache.MissAsync(By(asker, "reset password ~0.97"));

        Assert.Equal(change, Math.Sign(Math.Round(miss.NearMiss!.Verdict.Score!.Value - miss.NearMiss.Candidate.Similarity, 6)));

        static PromptRequest By(string principal, string words) => PromptRequest.FromText(words) with { Principal = principal };
    }

    [Fact]
    public async Task A_caller_may_ask_for_more_likeness_and_not_for_less()
    {
        await using var cache = await BuildAsync(Vouching(from: 0.90));
        await cache.PutAsync("reset password", "click here");
        PromptRequest Asked(string text, double least) =>
            PromptRequest.FromText(text) with { Directives = new() { SimilarityMin = least } };

        Assert.Equal(MissReason.NotSimilar, (await cache.MissAsync(Asked("reset password ~0.93", 0.95))).Reason);
        await cache.MissAsync(Asked("reset password ~0.85", 0.5));
        await cache.HitAsync(Asked("reset password ~0.96", 0.95));
    }

    [Fact]
    public async Task Where_a_fixed_similarity_decides_nothing_is_learned()
    {
        await using var cache = await Caches.BuildAsync();
        await cache.PutAsync("reset password", "click here");
        var hit = await cache.HitAsync("reset password ~0.95");

        Assert.False(cache.RecordOutcome(hit, isRight: false));
        Assert.Equal((false, null), (hit.IsAuditDue, hit.Verdict.Score));
        Assert.Empty(cache.GetStatistics().Bounds);
    }

    [Fact]
    public async Task Groups_beyond_the_limit_share_their_evidence()
    {
        await using var cache = await BuildAsync(Vouching(from: 0.90), bound => bound.GroupsMax = 1, share: 1);
        foreach (var name in new[] { "one", "two", "three" })
        {
            await cache.PutAsync(In(name), "right");
            cache.RecordOutcome(await cache.HitAsync(In(name, " ~0.95")), isRight: true);
        }

        Assert.Equal(["(others)", "one"], cache.GetStatistics().Bounds.Select(bound => bound.Group));
        Assert.Equal([2, 1], cache.GetStatistics().Bounds.Select(bound => bound.Audited));
    }

    private static PromptRequest In(string name, string suffix = "") =>
        PromptRequest.FromText("reset password" + suffix) with { Namespace = name };

    private static Calibration Vouching(double from) =>
        Calibration.Of(SemanticCache.ScorerName, new TopicEmbedder().Identity.Model, Rows(from));

    private static IEnumerable<(string, double, bool)> Rows(double from) =>
        Enumerable.Range(0, 2_000).Select(i => ("set", i % 2 == 0 ? from : from - 0.2, i % 2 == 0));

    private static ValueTask<SemanticCache> BuildAsync(
        Calibration calibration, Action<BoundOptions>? bound = null, double? share = null, int confirmationsMin = 1,
        Action<SemanticCacheOptions>? configure = null) =>
        Caches.BuildAsync(configure: options =>
        {
            options.ConfirmationsMin = confirmationsMin;
            (options.Decision, options.Bound.Calibration, options.Audit.Share) = (HitDecision.Bound, calibration, share);
            bound?.Invoke(options.Bound);
            configure?.Invoke(options);
        });
}
