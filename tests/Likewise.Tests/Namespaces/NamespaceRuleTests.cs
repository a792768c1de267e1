using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Namespaces;

public class NamespaceRuleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("support", 0.91, true)]
    [InlineData("support", 0.84, false)]
    [InlineData("legal", 0.96, false)]
    [InlineData("legal", 0.98, true)]
    [InlineData("default", 0.91, false)]
    [InlineData("default", 0.94, true)]
    public async Task A_namespace_has_a_threshold_of_its_own_lower_or_higher(string part, double likeness, bool isHit)
    {
        await using var cache = await Caches.BuildAsync(configure: options =>
        {
            options.SimilarityMin = 0.93;
            options.Namespaces.Add(new NamespaceRule { Namespace = "support", SimilarityMin = 0.86 });
            options.Namespaces.Add(new NamespaceRule { Namespace = "legal", SimilarityMin = 0.97 });
        });
        var asked = FormattableString.Invariant($"reset password ~{likeness}");
        await cache.PutAsync(In(part, "reset password"), "click here");

        var found = await cache.LookupAsync(In(part, asked), Token);
        var explanation = await cache.ExplainAsync(In(part, asked), In(part, "reset password"), Token);

        Assert.Equal(isHit, found is LookupHit);
        Assert.Equal(isHit, explanation.WouldShare);
        Assert.Equal(part switch { "support" => 0.86, "legal" => 0.97, _ => 0.93 }, explanation.SimilarityMin);
    }

    [Theory]
    [InlineData(0.92, true)]
    [InlineData(0.95, false)]
    [InlineData(0.50, true)]
    public async Task A_caller_tightens_a_namespaces_threshold_too(double wish, bool isHit)
    {
        await using var cache = await Caches.BuildAsync(
            configure: options => options.Namespaces.Add(new NamespaceRule { Namespace = "support", SimilarityMin = 0.86 }));
        await cache.PutAsync(In("support", "reset password"), "click here");
        var directives = new RequestDirectives { SimilarityMin = wish };

        var close = await cache.LookupAsync(In("support", "reset password ~0.93") with { Directives = directives }, Token);

        Assert.Equal(isHit, close is LookupHit);
        await cache.MissAsync(In("support", "reset password ~0.84") with { Directives = directives });
    }

    [Fact]
    public async Task A_namespace_that_is_exact_only_embeds_nothing_and_answers_by_the_same_words()
    {
        var embedder = new TopicEmbedder();
        await using var cache = await Caches.BuildAsync(
            embedder, options => options.Namespaces.Add(new NamespaceRule { Namespace = "exact*", IsExactOnly = true }));
        await cache.PutAsync(In("exact-7", "reset password"), "click here");

        var miss = await cache.MissAsync(In("exact-7", "reset password ~0.99"));

        Assert.Equal(MissReason.ExactOnly, miss.Reason);
        Assert.Contains("namespace", miss.Detail, StringComparison.Ordinal);
        Assert.Equal(HitTier.Exact, (await cache.HitAsync(In("exact-7", "reset password"))).Tier);
        Assert.Equal((0, 0), (embedder.Calls, cache.GetStatistics().Vectors));
    }

    [Theory]
    [InlineData("a", null, false)]
    [InlineData("shop", 0.8, false)]
    [InlineData("shop-de", 0.95, true)]
    [InlineData("shop-fr", 0.85, true)]
    [InlineData("SHOP", null, false)]
    public void Where_several_rules_fit_the_tightest_word_counts_member_by_member(string part, double? similarity, bool exact)
    {
        var rules = new NamespaceRules(
        [
            new NamespaceRule { Namespace = "shop-*", IsExactOnly = true, SimilarityMin = 0.85 },
            new NamespaceRule { Namespace = "shop-de", SimilarityMin = 0.95 },
            new NamespaceRule { Namespace = "shop*", SimilarityMin = 0.8 },
        ]);

        Assert.Equal((similarity, exact), (rules.Of(part).SimilarityMin, rules.Of(part).IsExactOnly));
    }

    [Fact]
    public void More_names_than_are_remembered_have_the_same_rules()
    {
        var rules = new NamespaceRules([new NamespaceRule { Namespace = "n-*", SimilarityMin = 0.8 }]);
        for (var index = 0; index < 20_000; index++)
            Assert.Equal(0.8, rules.Of($"n-{index}").SimilarityMin);
    }

    [Theory]
    [InlineData("a", 1.5, "from -1 to 1")]
    [InlineData("a", double.NaN, "from -1 to 1")]
    [InlineData("", 0.9, "names none")]
    [InlineData("a\nb", 0.9, "control character")]
    public async Task What_is_wrong_with_a_rule_is_said_at_start(string name, double similarityMin, string said)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Caches.BuildAsync(
            configure: options => options.Namespaces.Add(
                new NamespaceRule { Namespace = name, SimilarityMin = similarityMin })));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_rules_are_refused()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Caches.BuildAsync(configure: options =>
        {
            for (var index = 0; index <= NamespaceRules.RulesMax; index++)
                options.Namespaces.Add(new NamespaceRule { Namespace = $"n-{index}" });
        }));

        Assert.Contains("1001 rules", fault.Message, StringComparison.Ordinal);
    }

    private static PromptRequest In(string part, string prompt) => PromptRequest.FromText(prompt) with { Namespace = part };
}
