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

    private static RequestDirectives Private => new() { Visibility = Visibility.Private };

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
        { "a field of the context", Base with { Context = [new("locale", "de")] } },
        { "its value", Base with { Context = [new("locale", "en")] } },
        { "a field without a value", Base with { Context = [new("locale", "")] } },
        { "another field", Base with { Context = [new("persona", "de")] } },
        { "both", Base with { Context = [new("locale", "de"), new("persona", "de")] } },
        { "a name and its value run together", Base with { Context = [new("local", "ede")] } },
        { "a private answer", Base with { Directives = Private, Principal = "ann" } },
        { "another's private answer", Base with { Directives = Private, Principal = "bob" } },
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
        { "who asks", Base with { Principal = "ann" } },
        { "a wish for what is anyway", Base with { Directives = new() { Visibility = Visibility.Tenant } } },
        { "a wish for more than is allowed", Base with { Directives = new() { Visibility = Visibility.Public } } },
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

    /// <summary>As a program that was written from docs/formats/scope.md alone has it.</summary>
    [Fact]
    public void The_scope_of_version_2_stays_as_it_is()
    {
        var rich = Base with { Context = [new("persona", "clerk"), new("locale", "de")], Principal = "ann" };
        var isPublic = new SemanticCacheOptions { Visibility = Visibility.Public };
        Assert.Equal("3c00886fcf42f2f02c4b643724264147993a809e6a7a5013c1f1198d92f65795", ScopeOf(Base).ToString());
        Assert.Equal("4cd56fc6db9ef36b7e8f269594db1dc15764657ba8f542044b785d2b1f3e0ffb", ScopeOf(rich).ToString());
        Assert.Equal(
            "09fd50823ebb2d946191082506b65f262dac8ca62d89590d83c14a30826285a0",
            ScopeOf(rich with { Directives = Private }).ToString());
        Assert.Equal(
            "628de75075f9fe3ffcada462c387b2d2ee2752a426cf7ae3232916a47b7214fd",
            Normalize(rich, Embedder, isPublic).Key.Scope.ToString());
    }

    [Fact]
    public void What_is_public_is_the_same_for_every_tenant_and_like_no_tenants_own()
    {
        var isPublic = new SemanticCacheOptions { Visibility = Visibility.Public };
        var shared = Normalize(Base, Embedder, isPublic).Key.Scope;

        Assert.Equal(shared, Normalize(Base with { Tenant = "" }, Embedder, isPublic).Key.Scope);
        Assert.NotEqual(shared, ScopeOf(Base with { Tenant = "" }));
        Assert.NotEqual(shared, Normalize(Base with { Model = "m2" }, Embedder, isPublic).Key.Scope);
        var narrowed = Base with { Directives = new() { Visibility = Visibility.Tenant } };
        Assert.Equal(ScopeOf(Base), Normalize(narrowed, Embedder, isPublic).Key.Scope);
    }

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

    private static NormalizedRequest Normalize(
        PromptRequest request, EmbedderIdentity embedder, SemanticCacheOptions? options = null) =>
        new RequestNormalizer(options ?? new(), Rosters.Of(embedder), new NamespaceRules([])).Normalize(request);
}
