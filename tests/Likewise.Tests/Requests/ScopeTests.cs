using System.Text.Json;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Requests;

/// <summary>
/// Goal: nothing that can change the answer is shared across (I1), and nothing that cannot splits. Method: one change at a time.
/// </summary>
public class ScopeTests
{
    private static readonly EmbedderIdentity Embedder = new("model", "revision", "mean", "", 384, 256);

    private static readonly PromptRequest Base = new()
    {
        Messages =
        [
            PromptMessage.System("be brief"), PromptMessage.User("hello"), PromptMessage.Assistant("hi"),
            PromptMessage.User("how?"),
        ],
        Model = "m",
        Tenant = "t",
        Namespace = "n",
        Temperature = 0,
        Parameters = Json("""{"tools":[{"name":"a"}],"top_p":0.5}"""),
    };

    public static TheoryData<string, PromptRequest> Meaningful => new()
    {
        { "model", Base with { Model = "m2" } },
        { "tenant", Base with { Tenant = "t2" } },
        { "namespace", Base with { Namespace = "n2" } },
        { "tenant and namespace run together", Base with { Tenant = "tn", Namespace = "" } },
        { "system prompt", Base with { Messages = [PromptMessage.System("be long"), .. Base.Messages.Skip(1)] } },
        { "history", Base with { Messages = [Base.Messages[0], PromptMessage.User("hallo"), .. Base.Messages.Skip(2)] } },
        { "fewer messages", Base with { Messages = [.. Base.Messages.Skip(1)] } },
        { "a role", Base with { Messages = [new PromptMessage("developer", "be brief"), .. Base.Messages.Skip(1)] } },
        {
            "messages run together",
            Base with { Messages = [PromptMessage.System("be briefhello"), PromptMessage.User(""), .. Base.Messages.Skip(2)] }
        },
        { "no temperature", Base with { Temperature = null } },
        { "a temperature that asks for variety", Base with { Temperature = 0.7 } },
        { "a seed", Base with { Seed = 0 } },
        { "a tool", Base with { Parameters = Json("""{"tools":[{"name":"b"}],"top_p":0.5}""") } },
        { "a number", Base with { Parameters = Json("""{"tools":[{"name":"a"}],"top_p":0.51}""") } },
        { "a null", Base with { Parameters = Json("""{"tools":[{"name":"a"}],"top_p":0.5,"n":null}""") } },
        { "text for a number", Base with { Parameters = Json("""{"tools":[{"name":"a"}],"top_p":"0.5"}""") } },
        { "the order of a list", Base with { Parameters = Json("""{"tools":[{"name":"a"},{}],"top_p":0.5}""") } },
        { "no parameters", Base with { Parameters = default } },
        { "what else a message carries", WithPrompt(prompt => prompt with { Extra = Json("""{"name":"x"}""") }) },
        { "an image", WithPrompt(prompt => prompt with { Content = PromptContent.Text | PromptContent.Image }) },
    };

    [Theory]
    [MemberData(nameof(Meaningful))]
    public void What_can_change_the_answer_splits(string change, PromptRequest changed) =>
        Assert.True(ScopeOf(Base) != ScopeOf(changed), $"A change of {change} was not seen.");

    [Fact]
    public void Changes_differ_from_each_other()
    {
        var scopes = Meaningful.Select(row => ScopeOf(row.Data.Item2)).ToList();
        Assert.Equal(scopes.Count, scopes.Distinct().Count());
    }

    public static TheoryData<string, PromptRequest> Meaningless => new()
    {
        { "the last user text", WithPrompt(prompt => prompt with { Text = "why?" }) },
        { "the order of keys", Base with { Parameters = Json("""{"top_p":0.5,"tools":[{"name":"a"}]}""") } },
        { "the spelling of a number", Base with { Parameters = Json("""{"tools":[{"name":"a"}],"top_p":5.00e-1}""") } },
        { "the escaping of text", Base with { Parameters = Json("""{"tools":[{"n\u0061me":"\u0061"}],"top_p":0.5}""") } },
        { "white space in JSON", Base with { Parameters = Json(""" { "tools" : [ {"name": "a"} ], "top_p" : 0.5 } """) } },
        { "directives", Base with { Directives = new RequestDirectives { SimilarityMin = 0.99 } } },
        { "eligibility", Base with { Eligibility = Eligibility.ExactOnly } },
    };

    [Theory]
    [MemberData(nameof(Meaningless))]
    public void What_cannot_change_the_answer_does_not_split(string change, PromptRequest changed) =>
        Assert.True(ScopeOf(Base) == ScopeOf(changed), $"A change of {change} split the scope.");

    [Fact]
    public void Another_embedder_is_another_scope() =>
        Assert.NotEqual(ScopeOf(Base), Normalize(Base, Embedder with { Revision = "2" }).Key.Scope);

    [Fact]
    public void A_scope_moves_to_another_embedder_without_its_request_and_back()
    {
        var other = Embedder with { Revision = "2" };
        var moved = ScopeOf(Base).Moved(Embedder, other);

        Assert.Equal(Normalize(Base, other).Key.Scope, moved);
        Assert.Equal(ScopeOf(Base), moved.Moved(other, Embedder));
        Assert.NotEqual(moved, ScopeOf(Base with { Model = "m2" }).Moved(Embedder, other));
    }

    [Fact]
    public void The_scope_of_version_2_stays_as_it_is() =>
        Assert.Equal("3c00886fcf42f2f02c4b643724264147993a809e6a7a5013c1f1198d92f65795", ScopeOf(Base).ToString());

    [Theory]
    [InlineData("how?", "  how?\n")]
    [InlineData("caf\u00e9", "cafe\u0301")]
    public void Words_that_look_the_same_are_the_same(string one, string other) =>
        Assert.Equal(FingerprintOf(one), FingerprintOf(other));

    [Theory]
    [InlineData("how?", "How?")]
    [InlineData("how?", "how")]
    [InlineData("a b", "a  b")]
    public void Words_that_differ_are_different(string one, string other) =>
        Assert.NotEqual(FingerprintOf(one), FingerprintOf(other));

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement.Clone();

    private static PromptRequest WithPrompt(Func<PromptMessage, PromptMessage> change) =>
        Base with { Messages = [.. Base.Messages.SkipLast(1), change(Base.Messages[^1])] };

    private static Scope ScopeOf(PromptRequest request) => Normalize(request, Embedder).Key.Scope;

    private static Fingerprint FingerprintOf(string prompt) => Normalize(prompt, Embedder).Key.Fingerprint;

    private static NormalizedRequest Normalize(PromptRequest request, EmbedderIdentity embedder) =>
        new RequestNormalizer(new SemanticCacheOptions(), Rosters.Of(embedder), new NamespaceRules([])).Normalize(request);
}
