using System.Text.Json;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lookup;

public sealed class ExplainTests
{
    private static readonly PromptRequest Plain = new()
    {
        Messages = [PromptMessage.System("Be brief."), PromptMessage.User("refund policy")],
        Model = "m-1",
        Parameters = JsonElement.Parse("""{"tools": [{"name": "a"}, {"name": "b"}], "n": 1, "stop": []}"""),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<PromptRequest, string> Others => new()
    {
        { Plain with { Model = "m-2" }, "model" },
        { Plain with { Namespace = "n-2" }, "namespace" },
        { Plain with { Temperature = 0 }, "temperature" },
        { Plain with { Messages = [PromptMessage.System("Be long."), Plain.Messages[1]] }, "messages[0].text" },
        { Plain with { Messages = [new PromptMessage("developer", "Be brief."), Plain.Messages[1]] }, "messages[0].role" },
        { Plain with { Messages = [Plain.Messages[0], Extra("""{"name": "x"}""")] }, "messages[1].name" },
        { With("""{"tools": [{"name": "a"}, {"name": "c"}], "n": 1, "stop": []}"""), "parameters.tools[1].name" },
        { With("""{"tools": [{"name": "a"}], "n": 1, "stop": []}"""), "parameters.tools[1].name" },
        { With("""{"tools": [{"name": "a"}, {"name": "b"}], "n": "1", "stop": []}"""), "parameters.n" },
        { With("""{"tools": [{"name": "a"}, {"name": "b"}], "n": 1}"""), "parameters.stop" },
        { With("""{"tools": [{"name": "a"}, {"name": "b"}], "n": 1, "stop": [], "top_p": null}"""), "parameters.top_p" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task The_field_that_splits_the_scope_is_named(PromptRequest other, string expected)
    {
        await using var cache = await Caches.BuildAsync();
        var explanation = await cache.ExplainAsync(Plain, other, Token);

        Assert.Equal([expected], explanation.ScopeDifferences);
        Assert.Equal((false, true, false), (explanation.IsSameScope, explanation.IsSameText, explanation.WouldShare));
    }

    [Fact]
    public async Task Order_of_keys_and_spelling_of_numbers_split_nothing()
    {
        await using var cache = await Caches.BuildAsync();
        var other = With("""{"stop": [], "n": 1.0, "tools": [{"name": "a"}, {"name": "b"}]}""");
        var explanation = await cache.ExplainAsync(Plain, other, Token);

        Assert.True(explanation is { IsSameScope: true, IsSameText: true, WouldShare: true, Similarity: 1 });
    }

    [Fact]
    public async Task Likeness_decides_where_the_scope_is_the_same_and_the_lookup_agrees()
    {
        await using var cache = await Caches.BuildAsync();
        foreach (var text in (string[])["refund policy ~0.95", "refund policy ~0.85", "weather tomorrow"])
        {
            var asked = Plain with { Messages = [Plain.Messages[0], PromptMessage.User(text)] };
            await cache.InvalidateAsync(EntryFilter.All, Token);
            await cache.PutAsync(Plain, "a");
            var looked = await cache.LookupAsync(asked, Token);
            var explanation = await cache.ExplainAsync(asked, Plain, Token);

            Assert.Equal(looked is LookupHit, explanation.WouldShare);
            var similarity = looked is LookupHit hit ? hit.Similarity : ((LookupMiss)looked).Nearest!.Candidate.Similarity;
            Assert.Equal(similarity, explanation.Similarity!.Value, 0.02);
            Assert.Equal(looked is LookupHit ? [] : ["threshold"], explanation.Objections.Select(objection => objection.Rule));
        }
    }

    [Fact]
    public async Task What_keeps_a_request_from_being_shared_is_said()
    {
        await using var cache = await Caches.BuildAsync();
        var seeded = await cache.ExplainAsync(Plain with { Seed = 1 }, Plain, Token);
        var bypassed = await cache.ExplainAsync(Plain, Plain with { Eligibility = Eligibility.Bypass }, Token);
        var tight = await cache.ExplainAsync(
            Plain with { Directives = new RequestDirectives { SimilarityMin = 0.99 } }, Plain, Token);

        Assert.Equal((Eligibility.ExactOnly, "a seed asks for one answer"), (seeded.AskedEligibility, seeded.AskedReason));
        Assert.Equal((Eligibility.Bypass, false), (bypassed.StoredEligibility, bypassed.WouldShare));
        Assert.Equal(0.99, tight.SimilarityMin);
    }

    [Fact]
    public async Task Explaining_embeds_anew_so_that_its_time_tells_nothing()
    {
        var embedder = new TopicEmbedder();
        await using var cache = await Caches.BuildAsync(embedder);
        await cache.PutAsync("refund policy", "a");
        await cache.PutAsync("weather tomorrow", "b");
        var before = embedder.Calls;
        await cache.ExplainAsync("refund policy", "weather tomorrow", Token);

        Assert.Equal(before + 1, embedder.Calls);
        Assert.Equal(0, cache.GetStatistics().HitCount + cache.GetStatistics().MissCount);
    }

    [Fact]
    public async Task A_failing_embedder_is_said()
    {
        var embedder = new TopicEmbedder { Instead = (_, _) => throw new IOException("down") };
        await using var cache = await Caches.BuildAsync(embedder);
        var explanation = await cache.ExplainAsync("one", "two", Token);

        Assert.True(explanation is { WouldShare: false, Similarity: null, Fault: not null });
    }

    private static PromptRequest With(string parameters) => Plain with { Parameters = JsonElement.Parse(parameters) };

    private static PromptMessage Extra(string json) => Plain.Messages[1] with { Extra = JsonElement.Parse(json) };
}
