using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lookup;

public class LookupTests
{
    /// <summary>The near tier keeps vectors as bytes: a cosine is off by some thousandths at most.</summary>
    private const double KeptAsBytes = 2e-3;

    [Fact]
    public async Task The_same_words_are_answered_exactly()
    {
        await using var cache = await Caches.BuildAsync();
        var id = await cache.PutAsync("reset password", "click here");

        var hit = await cache.HitAsync("reset password");

        Assert.Equal("click here", hit.Response.Text);
        Assert.Equal((HitTier.Exact, 1.0, id, "exact"), (hit.Tier, hit.Similarity, hit.Entry.Id, hit.Verdict.Rule));
    }

    [Fact]
    public async Task Other_words_of_the_same_meaning_are_answered_by_meaning()
    {
        await using var cache = await Caches.BuildAsync();
        await cache.PutAsync("reset password", "click here");

        var hit = await cache.HitAsync("reset password ~0.93");

        Assert.Equal("click here", hit.Response.Text);
        Assert.Equal((HitTier.Near, "threshold"), (hit.Tier, hit.Verdict.Rule));
        Assert.Equal(0.93, hit.Similarity, KeptAsBytes);
    }

    [Fact]
    public async Task A_miss_says_what_came_nearest()
    {
        await using var cache = await Caches.BuildAsync();
        var id = await cache.PutAsync("reset password", "click here");

        var miss = await cache.MissAsync("reset password ~0.89");

        Assert.Equal(MissReason.NotSimilar, miss.Reason);
        Assert.Equal(id, miss.Nearest!.Candidate.Summary.Id);
        Assert.Equal(0.89, miss.Nearest.Candidate.Similarity, KeptAsBytes);
        Assert.Equal(VerdictOutcome.Reject, miss.Nearest.Verdict.Outcome);
    }

    [Fact]
    public async Task A_scope_without_entries_says_so()
    {
        await using var cache = await Caches.BuildAsync();
        await cache.PutAsync("reset password", "click here");

        var miss = await cache.MissAsync(PromptRequest.FromText("reset password ~0.99") with { Tenant = "another" });

        Assert.Equal(MissReason.NothingStored, miss.Reason);
        Assert.Null(miss.Nearest);
    }

    [Theory]
    [InlineData(0.95, false)]
    [InlineData(0.92, true)]
    [InlineData(0.10, true)]
    public async Task A_caller_tightens_the_threshold_and_never_loosens_it(double asked, bool isHit)
    {
        await using var cache = await Caches.BuildAsync();
        await cache.PutAsync("reset password", "click here");
        PromptRequest close = "reset password ~0.93", far = "reset password ~0.85";
        var directives = new RequestDirectives { SimilarityMin = asked };

        var found = await cache.LookupAsync(close with { Directives = directives }, TestContext.Current.CancellationToken);
        Assert.Equal(isHit, found is LookupHit);
        await cache.MissAsync(far with { Directives = directives });
    }

    [Fact]
    public async Task The_closest_of_several_is_served()
    {
        await using var cache = await Caches.BuildAsync();
        await cache.PutAsync("reset password", "first");
        await cache.PutAsync("reset password ~0.95", "second");

        Assert.Equal("second", (await cache.HitAsync("reset password ~0.96")).Response.Text);
    }

    [Fact]
    public async Task A_ticket_stores_without_embedding_again()
    {
        var embedder = new TopicEmbedder();
        await using var cache = await Caches.BuildAsync(embedder);
        var miss = await cache.MissAsync("reset password");
        Assert.Equal(1, embedder.Calls);

        var outcome = await cache.StoreAsync(miss.Ticket!, "click here", null, TestContext.Current.CancellationToken);

        Assert.Equal(StoreStatus.Stored, outcome.Status);
        Assert.Equal(1, embedder.Calls);
        await cache.HitAsync("reset password ~0.95");
    }

    [Fact]
    public async Task A_hit_by_the_same_words_allocates_its_result_and_nothing_else()
    {
        await using var cache = await Caches.BuildAsync(time: TimeProvider.System);
        await cache.PutAsync("reset password", "click here");
        PromptRequest request = "reset password";
        for (var warmup = 0; warmup < 200; warmup++)
            await cache.HitAsync(request);

        // The result alone, as the runtime counts it: the same object made again by hand.
        var hit = await cache.HitAsync(request);
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new LookupHit(hit.Response, hit.Entry, hit.Tier, 1, hit.Verdict, hit.Age, hit.Timings));
        var resultBytes = GC.GetAllocatedBytesForCurrentThread() - before;

        before = GC.GetAllocatedBytesForCurrentThread();
        var lookup = cache.LookupAsync(request, CancellationToken.None);
        var lookupBytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(lookup.IsCompletedSuccessfully);
        Assert.Equal(resultBytes, lookupBytes);
    }
}
