using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Decisions;

/// <summary>Which candidates a verifier is asked of, where a fixed similarity decides and where evidence does.</summary>
public class VerifyBandTests
{
    private static readonly VerifyBand Wide = new(0.8, 0.95);

    private readonly TopicVerifier _verifier = new();

    [Theory]
    [InlineData(0.7999, false, false)]
    [InlineData(0.8, false, true)]
    [InlineData(0.8999, false, true)]
    [InlineData(0.9, true, true)]
    [InlineData(0.9499, true, true)]
    [InlineData(0.95, true, false)]
    public void The_band_has_its_beginning_and_not_its_end(double similarity, bool isAccepted, bool isIn)
    {
        var judged = isAccepted ? Verdict.Accept("rule") : Verdict.Reject("rule");
        Assert.Equal(isIn, Wide.IsIn(judged, similarity));
        Assert.Equal(isIn, Wide.IsIn(judged with { Score = similarity }, 0.99));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Without_bounds_all_that_would_be_served_is_in_and_nothing_else(bool isAccepted, bool isIn) =>
        Assert.Equal(isIn, new VerifyBand(null, null).IsIn(isAccepted ? Verdict.Accept("rule") : Verdict.Reject("rule"), 0.9));

    [Theory]
    [InlineData("~0.97", 0, true)]
    [InlineData("~0.93", 1, true)]
    [InlineData("~0.85", 1, true)]
    [InlineData("~0.78", 0, false)]
    public async Task A_verifier_is_asked_in_the_band_alone(string likeness, int asked, bool isHit)
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "click here");

        var result = await cache.LookupAsync("reset password " + likeness, TestContext.Current.CancellationToken);

        Assert.Equal((asked, isHit), (_verifier.Asked, result is LookupHit));
        Assert.Equal(likeness == "~0.85", result is LookupHit { Verdict.IsRescued: true });
    }

    [Fact]
    public async Task What_the_verifier_turns_down_is_rejected_on_either_side_of_the_threshold()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("opening hours", "nine to five");

        foreach (var likeness in new[] { "~0.85", "~0.93" })
            Assert.Equal(MissReason.Rejected, (await cache.MissAsync("opening hours " + likeness)).Reason);
        Assert.Equal(2, _verifier.Asked);
    }

    [Fact]
    public async Task A_caller_who_asks_for_more_likeness_is_not_served_with_less_by_a_verifier()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "click here");
        PromptRequest Asked(string likeness) => PromptRequest.FromText("reset password " + likeness) with
        {
            Directives = new() { SimilarityMin = 0.88 },
        };

        Assert.Equal(MissReason.NotSimilar, (await cache.MissAsync(Asked("~0.85"))).Reason);
        Assert.Equal(0, _verifier.Asked);
        await cache.HitAsync(Asked("~0.89"));
    }

    [Fact]
    public async Task A_guard_comes_before_the_verifier()
    {
        await using var cache = await BuildAsync(build: builder => builder.UseGuard(new Objector()));
        await cache.PutAsync("reset password", "click here");

        Assert.Equal("objector", (await cache.MissAsync("reset password ~0.85")).Nearest!.Verdict.Rule);
        Assert.Equal(0, _verifier.Asked);
    }

    [Fact]
    public async Task A_rescue_waits_for_evidence_of_its_own_and_leaves_the_groups_cut_where_it_is()
    {
        await using var cache = await BuildAsync(UnderABound);

        var first = Assert.IsType<LookupMiss>(await AskAsync(cache, "right 0"));
        await LearnAsync(cache);
        var rescued = Assert.IsType<LookupHit>(await AskAsync(cache, "right 1000"));

        Assert.Contains("not yet known", first.Detail, StringComparison.Ordinal);
        Assert.True(first.NearMiss!.Verdict.IsRescued);
        Assert.Equal(("topics", true), (rescued.Verdict.Rule, rescued.Verdict.IsRescued));
        Assert.IsType<LookupMiss>(await AskAsync(cache, "wrong 1000"));
        var (scored, verified) = StatisticsOf(cache);
        Assert.True(scored.ScoreMin > 0.85 && verified.ScoreMin < 0.85, $"{scored.ScoreMin} {verified.ScoreMin}");
        Assert.Equal(BoundStanding.Own, verified.Standing);
    }

    [Fact]
    public async Task Rescues_that_audits_find_wrong_end_and_what_is_sure_goes_on()
    {
        await using var cache = await BuildAsync(UnderABound);
        await LearnAsync(cache);

        var audits = 0;
        while (await AskAsync(cache, $"right {1000 + audits}") is LookupHit hit && audits++ < 100)
            cache.RecordOutcome(hit, isRight: false);

        var (scored, verified) = StatisticsOf(cache);
        Assert.InRange(audits, 1, 20);
        Assert.Equal((0, BoundStanding.Closed), (scored.Alarms, verified.Standing));
        Assert.NotNull(scored.ScoreMin);
    }

    [Fact]
    public async Task What_is_sure_by_its_score_is_not_kept_waiting_under_a_bound()
    {
        await using var cache = await BuildAsync(UnderABound);
        await cache.PutAsync("opening hours", "nine to five");

        await cache.HitAsync("opening hours ~0.93");

        Assert.Equal(0, _verifier.Asked);
    }

    [Fact]
    public async Task Evidence_of_rescues_survives_a_restart()
    {
        var directory = Directory.CreateTempSubdirectory("likewise-band-");
        void Keep(SemanticCacheOptions options)
        {
            UnderABound(options);
            options.Bound.EvidenceFile = Path.Combine(directory.FullName, "evidence");
        }

        await using (var cache = await BuildAsync(Keep))
        {
            await LearnAsync(cache);
        }

        await using var again = await BuildAsync(Keep);
        Assert.IsType<LookupHit>(await AskAsync(again, "right 1000"));
        directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData(-1.5, 0.8)]
    [InlineData(double.NaN, null)]
    [InlineData(null, 1.5)]
    public async Task A_band_that_nobody_can_mean_is_refused(double? from, double? to)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await BuildAsync(options => (options.VerifyFrom, options.VerifyTo) = (from, to)));
        Assert.Contains("Verify", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Stores a topic and asks for something 0.8 like it.</summary>
    private static async Task<LookupResult> AskAsync(SemanticCache cache, string topic)
    {
        await cache.PutAsync(topic, "an answer");
        return await cache.LookupAsync(topic + " ~0.8", TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Near misses of ever new entries, told truly: those that the verifier says yes to are right, the others wrong.
    /// </summary>
    private static async Task LearnAsync(SemanticCache cache)
    {
        for (var i = 1; i <= 400; i++)
        {
            var isRight = i % 2 == 0;
            cache.RecordOutcome(await AskAsync(cache, $"{(isRight ? "right" : "wrong")} {i}"), isRight);
        }
    }

    private static (GroupBoundStatistics Scored, GroupBoundStatistics Rescued) StatisticsOf(SemanticCache cache)
    {
        var bounds = cache.GetStatistics().Bounds;
        return (bounds.Single(bound => !bound.IsRescued), bounds.Single(bound => bound.IsRescued));
    }

    private static void UnderABound(SemanticCacheOptions options)
    {
        var rows = Enumerable.Range(0, 2_000).Select(i => ("set", i % 2 == 0 ? 0.9 : 0.7, i % 2 == 0));
        options.Decision = HitDecision.Bound;
        options.Bound.Calibration = Calibration.Of(SemanticCache.ScorerName, new TopicEmbedder().Identity.Model, rows);
        (options.Audit.Share, options.Bound.SimilarityMin) = (1, 0.75);
        (options.VerifyFrom, options.VerifyTo) = (0.6, 0);
    }

    private ValueTask<SemanticCache> BuildAsync(
        Action<SemanticCacheOptions>? configure = null, Action<SemanticCacheBuilder>? build = null) => Caches.BuildAsync(
        configure: options =>
        {
            (options.VerifyFrom, options.VerifyTo) = (Wide.From, Wide.To);
            configure?.Invoke(options);
        },
        build: builder =>
        {
            builder.UseVerifier(_verifier);
            build?.Invoke(builder);
        });

    private sealed class Objector() : Guard("objector")
    {
        public override Objection? ObjectionTo(PromptFeatures asked, PromptFeatures stored) => default(Objection);
    }

    /// <summary>Says yes to passwords, and to what is right by name.</summary>
    private sealed class TopicVerifier : IVerifier
    {
        public int Asked { get; private set; }

        public string Name => "topics";

        public ValueTask<Verdict> VerifyAsync(Verification verification, CancellationToken cancellationToken)
        {
            Asked++;
            var isRight = verification.Candidate.Summary.Prompt[0] == 'r';
            return new(isRight ? Verdict.Accept(Name) : Verdict.Reject(Name));
        }
    }
}
