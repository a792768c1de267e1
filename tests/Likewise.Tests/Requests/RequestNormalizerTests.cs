using System.Text.Json;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Requests;

public class RequestNormalizerTests
{
    private static readonly RequestNormalizer Normalizer = new(
        new SemanticCacheOptions { PromptCharsMax = 100, RequestBytesMax = 2000, SemanticTemperatureMax = 0.3 },
        Rosters.Of(new EmbedderIdentity("model", "revision", "mean", "", 384, 256)),
        new NamespaceRules([]));

    public static TheoryData<PromptRequest, Eligibility> Cases => new()
    {
        { "how?", Eligibility.Semantic },
        { With(request => request with { Temperature = 0.3 }), Eligibility.Semantic },
        { With(request => request with { Temperature = 0.31 }), Eligibility.ExactOnly },
        { With(request => request with { Seed = 7 }), Eligibility.ExactOnly },
        { With(request => request with { Eligibility = Eligibility.ExactOnly }), Eligibility.ExactOnly },
        { With(request => request with { Eligibility = Eligibility.Bypass }), Eligibility.Bypass },
        { Messages(PromptMessage.User("how?"), PromptMessage.Assistant("so")), Eligibility.ExactOnly },
        { Messages(PromptMessage.System("rules alone")), Eligibility.ExactOnly },
        { Messages(Carrying("user", "how?", PromptContent.Text | PromptContent.Image)), Eligibility.ExactOnly },
        { Messages(Carrying("user", "", PromptContent.Audio)), Eligibility.ExactOnly },
        { Messages(Carrying("tool", "42", PromptContent.ToolResult), PromptMessage.User("so?")), Eligibility.ExactOnly },
        { Messages(PromptMessage.User("hi"), PromptMessage.Assistant("yes"), PromptMessage.User("how?")), Eligibility.Semantic },
        { new string('a', 100), Eligibility.Semantic },
        { new string('a', 101), Eligibility.Bypass },
        { Messages(PromptMessage.System(new string('a', 1700)), PromptMessage.User("how?")), Eligibility.Semantic },
        { Messages(PromptMessage.System(new string('a', 2001)), PromptMessage.User("how?")), Eligibility.Bypass },
        { Messages(PromptMessage.System(new string('\u00e9', 1000)), PromptMessage.User("how?")), Eligibility.Bypass },
        { Messages([.. Enumerable.Repeat(PromptMessage.User("how?"), 100)]), Eligibility.Bypass },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_request_goes_as_far_as_is_safe(PromptRequest request, Eligibility expected)
    {
        var normalized = Normalizer.Normalize(request);

        Assert.Equal(expected, normalized.Eligibility);
        Assert.Equal(expected == Eligibility.Semantic, normalized.Reason is null);
    }

    public static TheoryData<string, PromptRequest> Impossible => new()
    {
        { "no message", Messages() },
        { "empty", "" },
        { "empty", "  \n\t " },
        { "NUL", "how\0?" },
        { "half a surrogate pair", "how\ud83d" },
        { "half a surrogate pair", "\ude00how" },
        { "Message 0 has half", Messages(PromptMessage.System("\ud83d"), PromptMessage.User("how?")) },
        { "incomplete", Messages(new PromptMessage("", "how?")) },
        { "temperature", With(request => request with { Temperature = double.NaN }) },
        { "temperature", With(request => request with { Temperature = -1 }) },
        { "threshold", With(request => request with { Directives = new RequestDirectives { SimilarityMin = double.NaN } }) },
        { "threshold", With(request => request with { Directives = new RequestDirectives { SimilarityMin = 1.01 } }) },
        { "age", With(request => request with { Directives = new RequestDirectives { MaxAge = TimeSpan.FromTicks(-1) } }) },
        { "namespace has a control", With(request => request with { Namespace = "two\nlines" }) },
        { "namespace has a control", With(request => request with { Namespace = "\u009b31m" }) },
        { "namespace has half", With(request => request with { Namespace = "\ud83d" }) },
        { "half a surrogate pair", With(request => request with { Parameters = Json("""{"stop":"\ud83d"}""") }) },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_request_that_nobody_can_mean_is_refused_by_name(string says, PromptRequest request)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Normalizer.Normalize(request));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_surrogate_pair_is_text() =>
        Assert.Equal("how \U0001F600?", Normalizer.Normalize("how \U0001F600?").EmbeddingText);

    private static PromptRequest Messages(params PromptMessage[] messages) => new() { Messages = messages };

    private static PromptMessage Carrying(string role, string text, PromptContent content) =>
        new(role, text) { Content = content };

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement.Clone();

    private static PromptRequest With(Func<PromptRequest, PromptRequest> change) => change("how?");
}
