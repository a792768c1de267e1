using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Requests;

/// <summary>What must match exactly although no model is sent it.</summary>
public class ContextTests
{
    /// <summary>Of a surrogate pair.</summary>
    private const string Half = "\ud800";

    private static readonly EmbedderIdentity Embedder = new("model", "revision", "mean", "", 384, 256);

    [Fact]
    public void The_order_of_the_fields_makes_no_difference() => Prop.ForAll(
        Contexts, ArbMap.Default.ArbFor<int>(), (context, seed) =>
        {
            var shuffled = context.ToArray();
            new Random(seed).Shuffle(shuffled);
            return ScopeOf(context) == ScopeOf(shuffled);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_one_character_makes_a_difference() => Prop.ForAll(
        Contexts, ArbMap.Default.ArbFor<NonNegativeInt>(), (context, at) =>
        {
            var changed = context.ToArray();
            var field = at.Get % changed.Length;
            var (name, value) = changed[field];
            changed[field] = at.Get % 2 == 0 ? new(name + "'", value) : new(name, Changed(value, at.Get));
            return ScopeOf(context) != ScopeOf(changed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_field_more_makes_a_difference_and_a_dictionary_will_do()
    {
        var one = new Dictionary<string, string> { ["locale"] = "de" };
        Assert.Equal(ScopeOf([new("locale", "de")]), ScopeOf(one));
        Assert.NotEqual(ScopeOf(one), ScopeOf([new("locale", "de"), new("role", "")]));
        Assert.NotEqual(ScopeOf([]), ScopeOf([new("role", "")]));
    }

    public static TheoryData<string, string?, string> Impossible => new()
    {
        { "", "a", "no name" },
        { "a\nb", "a", "control character" },
        { "a" + Half, "a", "surrogate" },
        { "a", Half, "Unicode" },
        { "a", null, "no value" },
        { "locale", "en", "twice" },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void What_nobody_can_mean_is_refused(string name, string? value, string words)
    {
        var refused = Assert.Throws<ArgumentException>(() => ScopeOf([new("locale", "de"), new(name, value!)]));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_principal_without_a_name_is_refused()
    {
        foreach (var principal in new[] { "", Half })
            Assert.Throws<ArgumentException>(() => Normalize(PromptRequest.FromText("how?") with { Principal = principal }));
    }

    [Fact]
    public void Beyond_the_limits_a_request_bypasses()
    {
        var limits = new SemanticCacheOptions { ContextFieldsMax = 2, ContextCharsMax = 3 };
        Assert.Equal(Eligibility.Semantic, Of([new("abc", "abc"), new("b", "")]).Eligibility);
        Assert.Equal(
            "its context has 3 fields; at most 2 are taken", Of([new("a", ""), new("b", ""), new("c", "")]).Reason);
        Assert.Equal("a field of its context has 4 characters; at most 3 are taken", Of([new("a", "abcd")]).Reason);
        Assert.Equal("a field of its context has 4 characters; at most 3 are taken", Of([new("abcd", "a")]).Reason);
        Assert.Equal("the principal has 4 characters; at most 3 are taken", Of([], "abcd").Reason);

        NormalizedRequest Of(KeyValuePair<string, string>[] context, string? principal = null) =>
            Normalize(PromptRequest.FromText("how?") with { Context = context, Principal = principal }, limits);
    }

    [Fact]
    public async Task A_difference_is_told_by_its_name()
    {
        await using var cache = await Caches.BuildAsync();
        var one = PromptRequest.FromText("how?") with { Context = [new("locale", "de"), new("role", "clerk")] };
        var other = one with { Context = [new("role", "clerk"), new("persona", "x"), new("locale", "en")], Principal = "ann" };
        Assert.Equal(["context.locale", "context.persona"], await DifferencesAsync(one, other));

        var mine = other with { Directives = new() { Visibility = Visibility.Private } };
        Assert.Equal(["visibility", "principal"], await DifferencesAsync(other, mine));
        Assert.Equal(["principal"], await DifferencesAsync(mine, mine with { Principal = "bob" }));

        async Task<IReadOnlyList<string>> DifferencesAsync(PromptRequest asked, PromptRequest stored) =>
            (await cache.ExplainAsync(asked, stored, TestContext.Current.CancellationToken)).ScopeDifferences;
    }

    private static Arbitrary<KeyValuePair<string, string>[]> Contexts => (
        from count in Gen.Choose(1, 6)
        from values in Gen.ArrayOf(Gen.Elements("", "a", "ab", "ä", "日本", "\0", "a=b", "🤖"), count)
        select values
            .Select((value, at) => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"n{at}"), value)).ToArray())
        .ToArbitrary();

    private static string Changed(string value, int at) => at % 4 < 2 ? value + "\u0001" : "\u0001" + value;

    private static Scope ScopeOf(IReadOnlyCollection<KeyValuePair<string, string>> context) =>
        Normalize(PromptRequest.FromText("how?") with { Context = context }).Key.Scope;

    private static NormalizedRequest Normalize(PromptRequest request, SemanticCacheOptions? options = null) =>
        new RequestNormalizer(options ?? new(), Rosters.Of(Embedder), new NamespaceRules([])).Normalize(request);
}
