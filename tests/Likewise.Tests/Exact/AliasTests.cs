using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Exact;

/// <summary>
/// Other words that were answered by meaning: nothing is embedded for them again, and everything else is as it was.
/// </summary>
public sealed class AliasTests
{
    private readonly TopicEmbedder _embedder = new();
    private readonly ManualTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_other_words_are_answered_again_without_the_embedder()
    {
        await using var cache = await BuildAsync();
        var id = await cache.PutAsync("reset password", "click here");
        var first = await cache.HitAsync("reset password ~0.95");
        _embedder.Instead = (_, _) => throw new InvalidOperationException("the embedder is not needed");

        var again = await cache.HitAsync("reset password ~0.95");

        Assert.Equal((HitTier.Near, HitTier.Alias), (first.Tier, again.Tier));
        Assert.Equal((id, first.Similarity, first.Verdict), (again.Entry.Id, again.Similarity, again.Verdict));
        Assert.Equal((1L, 1), (cache.GetStatistics().Hits[HitTier.Alias], cache.GetStatistics().Aliases));
        await cache.FlushAsync(Token);
        Assert.Equal(2, (await cache.ReadAsync(id, Token))!.Activity.HitCount);
    }

    [Fact]
    public async Task The_decision_is_made_again_for_each_caller()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "click here");
        await cache.HitAsync("reset password ~0.95");
        _time.Advance(TimeSpan.FromMinutes(10));
        PromptRequest asked = "reset password ~0.95";

        await cache.MissAsync(asked with { Directives = new RequestDirectives { SimilarityMin = 0.97 } });
        var old = await cache.MissAsync(asked with { Directives = new RequestDirectives { MaxAge = TimeSpan.FromMinutes(5) } });
        await cache.MissAsync(asked with { Directives = new RequestDirectives { NoLookup = true } });

        Assert.Equal(MissReason.TooOld, old.Reason);
        Assert.Equal(HitTier.Alias, (await cache.HitAsync(asked)).Tier);
    }

    [Fact]
    public async Task Nobody_else_is_answered_by_it()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "click here");
        await cache.HitAsync("reset password ~0.95");
        PromptRequest asked = "reset password ~0.95";

        await cache.MissAsync(asked with { Tenant = "another" });
        await cache.MissAsync(asked with { Model = "another" });
    }

    [Fact]
    public async Task Words_that_get_an_entry_of_their_own_are_its_own()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("reset password", "click here");
        await cache.HitAsync("reset password ~0.95");

        var own = await cache.PutAsync("reset password ~0.95", "another answer");

        Assert.Equal(0, cache.GetStatistics().Aliases);
        var hit = await cache.HitAsync("reset password ~0.95");
        Assert.Equal((HitTier.Exact, own), (hit.Tier, hit.Entry.Id));
        await cache.InvalidateAsync(own, Token);
        Assert.Equal(HitTier.Near, (await cache.HitAsync("reset password ~0.95")).Tier);
    }

    [Fact]
    public async Task It_leaves_with_its_entry()
    {
        await using var cache = await BuildAsync();
        var removed = await cache.PutAsync("one", "1");
        await cache.PutAsync("two", "2", new EntryOptions { TimeToLive = TimeSpan.FromMinutes(1) });
        await cache.HitAsync("one ~0.95");
        await cache.HitAsync("two ~0.95");

        await cache.InvalidateAsync(removed, Token);
        _time.Advance(TimeSpan.FromMinutes(1));

        await cache.MissAsync("one ~0.95");
        await cache.MissAsync("two ~0.95"); // Its time is over, whether or not it has been swept.
        await cache.FlushAsync(Token);
        Assert.Equal((0, 0), (cache.GetStatistics().Aliases, cache.GetStatistics().Entries));
    }

    [Fact]
    public async Task An_entry_has_so_many_and_the_oldest_goes()
    {
        await using var cache = await BuildAsync(options => options.AliasesMax = 2);
        await cache.PutAsync("one", "1");
        foreach (var words in new[] { "one ~0.95", "one ~0.96", "one ~0.97" })
            await cache.HitAsync(words);

        Assert.Equal(2, cache.GetStatistics().Aliases);
        Assert.Equal(HitTier.Alias, (await cache.HitAsync("one ~0.97")).Tier);
        Assert.Equal(HitTier.Near, (await cache.HitAsync("one ~0.95")).Tier);
    }

    [Theory]
    [InlineData(HitDecision.Bound, false, 8)]
    [InlineData(HitDecision.Threshold, true, 8)]
    [InlineData(HitDecision.Threshold, false, 0)]
    public void There_are_none_where_more_than_a_fixed_likeness_decides(HitDecision decision, bool isVerified, int aliasesMax) =>
        Assert.Equal(0, AliasLookup.AliasesMax(
            new SemanticCacheOptions { Decision = decision, AliasesMax = aliasesMax }, isVerified ? new NoVerifier() : null));

    [Fact]
    public void There_are_none_where_a_log_is_to_say_all_that_was_close()
    {
        var options = new SemanticCacheOptions();
        options.DecisionLog.Path = "decisions.log";
        Assert.Equal(0, AliasLookup.AliasesMax(options, null));
    }

    private ValueTask<SemanticCache> BuildAsync(Action<SemanticCacheOptions>? configure = null) =>
        Caches.BuildAsync(_embedder, options =>
        {
            options.EmbeddingsMax = 0;
            configure?.Invoke(options);
        }, _time);

    private sealed class NoVerifier : IVerifier
    {
        public string Name => "no";

        public ValueTask<Verdict> VerifyAsync(Verification verification, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Verdict.Reject("no"));
    }
}
