using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Embedding;

/// <summary>Goal: each prompt is embedded by the embedder meant for it, and the vectors of two never meet (I3).</summary>
public class EmbedderChoiceTests
{
    private readonly TopicEmbedder _usual = new(), _german = Named("german"), _long = Named("long"), _support = Named("support");

    [Theory]
    [InlineData("what is the capital of France", "faq", "usual")]
    [InlineData("was ist die Hauptstadt von Frankreich", "faq", "german")]
    [InlineData("was ist die Hauptstadt von Frankreich", "support-eu", "support")]
    [InlineData("what is the capital of the country that has the longest coast of all", "faq", "long")]
    public async Task The_first_rule_that_matches_decides(string prompt, string @namespace, string expected)
    {
        await using var cache = await BuildAsync();
        PromptRequest request = prompt;

        await cache.MissAsync(request with { Namespace = @namespace });

        var calls = new Dictionary<string, int>
        {
            ["usual"] = _usual.Calls, ["german"] = _german.Calls, ["long"] = _long.Calls, ["support"] = _support.Calls,
        };
        Assert.Equal(expected, Assert.Single(calls, pair => pair.Value > 0).Key);
    }

    [Fact]
    public async Task Prompts_of_different_embedders_never_find_each_other_however_alike()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("topic of the day", "english");

        // The same topic to the letter, were it not for the words that make it German.
        Assert.Equal(MissReason.NothingStored, (await cache.MissAsync("topic of the day ~0.99 ist das die und der")).Reason);
        Assert.Equal(HitTier.Near, (await cache.HitAsync("topic of the day ~0.99")).Tier);
    }

    [Fact]
    public async Task Entries_of_every_embedder_come_back_after_a_restart()
    {
        var store = new MemoryEntryStore();
        await using (var cache = await BuildAsync(store))
        {
            await cache.PutAsync("topic of the day", "english");
            await cache.PutAsync("was ist der Tag und die Nacht", "german");
        }

        await using var again = await BuildAsync(store);
        Assert.Equal(2, again.GetStatistics().Vectors);
        Assert.Empty(again.GetStatistics().ForeignEntries);
        Assert.Equal("german", (await again.HitAsync("was ist der Tag und die Nacht ~0.99")).Response.Text);
    }

    [Fact]
    public async Task Entries_of_an_embedder_that_was_taken_out_are_kept_and_named()
    {
        var store = new MemoryEntryStore();
        await using (var cache = await BuildAsync(store))
            await cache.PutAsync("was ist der Tag und die Nacht", "german");

        await using var without = await Caches.BuildAsync(_usual, build: builder => builder.UseStore(store));

        Assert.Equal(_german.Identity, Assert.Single(without.GetStatistics().ForeignEntries).Key);
    }

    [Fact]
    public async Task Faults_in_names_and_rules_are_all_told()
    {
        static void Wrong(SemanticCacheBuilder builder) => builder
            .UseEmbedder("twice", Named("a"), new EmbedderRule { Language = "deutsch" })
            .UseEmbedder("twice", Named("b"), new EmbedderRule { CharsMin = 10, CharsMax = 5 })
            .UseEmbedder("idle", Named("c"));

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Caches.BuildAsync(build: Wrong));

        Assert.Contains("2 embedders named 'twice'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Language is 'deutsch'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("CharsMin is 10 and CharsMax 5", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'idle' has no rule", fault.Message, StringComparison.Ordinal);
    }

    private ValueTask<SemanticCache> BuildAsync(MemoryEntryStore? store = null)
    {
        void WithAll(SemanticCacheBuilder builder) => builder
            .UseStore(store ?? new MemoryEntryStore())
            .UseEmbedder("support", _support, new EmbedderRule { Namespace = "support-*" })
            .UseEmbedder("german", _german, new EmbedderRule { Language = "de" })
            .UseEmbedder("long", _long, new EmbedderRule { CharsMin = 60 });

        return Caches.BuildAsync(_usual, build: WithAll);
    }

    private static TopicEmbedder Named(string name) =>
        new() { Identity = new EmbedderIdentity(name, "1", "none", "", TopicEmbedder.Dimension, 0) };
}
