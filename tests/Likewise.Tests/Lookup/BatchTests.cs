using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lookup;

public sealed class BatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_finds_what_each_lookup_alone_finds()
    {
        await using var cache = await Caches.BuildAsync(configure: options => options.AliasesMax = 0);
        await cache.PutAsync("How do I reset my password?", "Settings.");
        PromptRequest[] asked =
        [
            "How do I reset my password?", "How do I reset my password? ~0.93", "Where is Paris?",
            PromptRequest.FromText("How do I reset my password?") with { Tenant = "other" },
            PromptRequest.FromText("Seeded") with { Seed = 1 },
            PromptRequest.FromText("Bypassed") with { Eligibility = Eligibility.Bypass },
            PromptRequest.FromText("Unasked") with { Directives = new RequestDirectives { NoLookup = true } },
        ];

        var together = await cache.LookupBatchAsync(asked, Token);
        for (var at = 0; at < asked.Length; at++)
        {
            var alone = await cache.LookupAsync(asked[at], Token);
            var found = together[at].Result;
            Assert.Equal(alone.GetType(), found?.GetType());
            Assert.Equal((alone as LookupHit)?.Similarity, (found as LookupHit)?.Similarity);
            Assert.Equal((alone as LookupHit)?.Tier, (found as LookupHit)?.Tier);
            Assert.Equal((alone as LookupMiss)?.Reason, (found as LookupMiss)?.Reason);
            Assert.Equal((alone as LookupMiss)?.Nearest, (found as LookupMiss)?.Nearest);
        }
    }

    [Fact]
    public async Task A_batch_of_answers_is_embedded_in_one_call_and_stored_as_alone()
    {
        var embedder = new TopicEmbedder();
        await using var cache = await Caches.BuildAsync(embedder);
        var items = Enumerable.Range(0, 20).Select(number => new StoreItem($"Question {number}", $"Answer {number}.")).ToArray();
        var outcomes = await cache.StoreBatchAsync(items, Token);

        Assert.All(outcomes, outcome => Assert.Equal(StoreStatus.Stored, outcome.Result?.Status));
        Assert.Equal(1, embedder.Calls);
        for (var number = 0; number < items.Length; number++)
            Assert.Equal($"Answer {number}.", (await cache.HitAsync($"Question {number}")).Response.Text);
    }

    [Fact]
    public async Task Of_two_answers_to_the_same_words_the_later_stays()
    {
        await using var cache = await Caches.BuildAsync();
        var items = Enumerable.Range(0, 50).Select(number => new StoreItem("Same", $"Answer {number}.")).ToArray();
        await cache.StoreBatchAsync(items, Token);

        Assert.Equal("Answer 49.", (await cache.HitAsync("Same")).Response.Text);
        Assert.Single(cache.List(EntryFilter.All));
    }

    [Fact]
    public async Task An_impossible_item_keeps_no_other_from_its_result()
    {
        await using var cache = await Caches.BuildAsync();
        var stored = await cache.StoreBatchAsync(
            [
                new StoreItem("One", "1"), new StoreItem("", "no prompt"), new StoreItem("Two", "  "),
                new StoreItem("Three", "3", new EntryOptions { TimeToLive = TimeSpan.Zero }), new StoreItem("Four", "4"),
            ], Token);
        var looked = await cache.LookupBatchAsync(["One", "\ud800", "Four"], Token);

        StoreStatus?[] expected = [StoreStatus.Stored, null, StoreStatus.Refused, null, StoreStatus.Stored];
        Assert.Equal(expected, stored.Select(item => item.Result?.Status));
        Assert.Equal([false, true, false, true, false], stored.Select(item => item.Fault is not null));
        Assert.Equal([true, false, true], looked.Select(item => item.Result is LookupHit));
        Assert.NotNull(looked[1].Fault);
    }

    [Fact]
    public async Task A_failing_embedder_makes_misses_of_what_needs_it_and_of_nothing_else()
    {
        var embedder = new TopicEmbedder();
        await using var cache = await Caches.BuildAsync(embedder);
        await cache.PutAsync("One", "1");
        embedder.Instead = (_, _) => throw new IOException("down");
        var looked = await cache.LookupBatchAsync(["One", "Two"], Token);

        Assert.IsType<LookupHit>(looked[0].Result);
        Assert.Equal(MissReason.EmbedderFailed, Assert.IsType<LookupMiss>(looked[1].Result).Reason);
    }

    [Fact]
    public async Task Too_many_are_refused_and_none_are_nothing()
    {
        await using var cache = await Caches.BuildAsync();
        var many = Enumerable.Repeat<PromptRequest>("q", SemanticCache.BatchItemsMax + 1).ToArray();

        await Assert.ThrowsAsync<ArgumentException>(() => cache.LookupBatchAsync(many, Token).AsTask());
        Assert.Empty(await cache.LookupBatchAsync([], Token));
        Assert.Empty(await cache.StoreBatchAsync([], Token));
    }
}
