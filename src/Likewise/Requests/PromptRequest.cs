using System.Text.Json;

namespace Likewise;

/// <summary>A request to a model, as far as it decides which answer is right for it.</summary>
/// <remarks>
/// All of it must match exactly for an answer to be shared, except the text of the last user message, which may be worded
/// differently. What does not change the answer (streaming, user tags, metadata) has no place here.
/// </remarks>
public sealed record PromptRequest
{
    /// <summary>The conversation, oldest first, at least one message. Not changed while the cache works on the request.</summary>
    public required IReadOnlyList<PromptMessage> Messages { get; init; }

    /// <summary>The model asked.</summary>
    /// <value>Default: empty, for callers with one model.</value>
    public string Model { get; init; } = "";

    /// <summary>
    /// Whose request this is, from authentication and from nowhere else. Tenants never see each other's answers.
    /// </summary>
    /// <value>Default: empty, one tenant.</value>
    public string Tenant { get; init; } = "";

    /// <summary>The part of the cache that the request lives in.</summary>
    /// <value>Valid text without control characters. Default: <c>default</c>.</value>
    public string Namespace { get; init; } = "default";

    /// <summary>
    /// What else must match exactly although it is not in what the model is sent: conversation, persona, role, user, locale…
    /// </summary>
    /// <value>
    /// Names, each once, and their values, in any order. A name is valid text, not empty, without control characters; a value is
    /// valid text. Default: none. With more than <see cref="SemanticCacheOptions.ContextFieldsMax"/>, or longer ones than
    /// <see cref="SemanticCacheOptions.ContextCharsMax"/>, a request bypasses the cache.
    /// </value>
    public IReadOnlyCollection<KeyValuePair<string, string>> Context { get; init; } = [];

    /// <summary>
    /// Who asks, from authentication or from somebody whom the operator trusts with saying so. Private answers are shared with
    /// nobody else.
    /// </summary>
    /// <value>Valid text, not empty; default: null, not known.</value>
    public string? Principal { get; init; }

    /// <summary>The temperature asked for.</summary>
    /// <value>
    /// Not negative; default: null, not given. Above <see cref="SemanticCacheOptions.SemanticTemperatureMax"/> the caller wants
    /// variety, and the request is exact-only.
    /// </value>
    public double? Temperature { get; init; }

    /// <summary>The seed asked for.</summary>
    /// <value>Default: null. With a seed the request is exact-only: the caller wants that very answer again.</value>
    public long? Seed { get; init; }

    /// <summary>
    /// A JSON object with every other field that can change the answer: tools, response format, n, stop, top_p and so on. It must
    /// match exactly, whatever the order of its keys.
    /// </summary>
    /// <value>Default: undefined, which means none.</value>
    public JsonElement Parameters { get; init; }

    /// <summary>How far the cache may go, as the caller or the protocol sees it. The cache may allow less, never more.</summary>
    /// <value>Default: <see cref="Eligibility.Semantic"/>.</value>
    public Eligibility Eligibility { get; init; }

    /// <summary>Why <see cref="Eligibility"/> is what it is, for people.</summary>
    /// <value>Default: null, no reason given.</value>
    public string? EligibilityReason { get; init; }

    /// <summary>What the caller asks of the cache.</summary>
    /// <value>Default: nothing.</value>
    public RequestDirectives Directives { get; init; } = RequestDirectives.None;

    /// <summary>A request that is one user message.</summary>
    /// <exception cref="ArgumentNullException">The prompt is null.</exception>
    public static PromptRequest FromText(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return new PromptRequest { Messages = [PromptMessage.User(prompt)] };
    }

    /// <summary>A request that is one user message.</summary>
    public static implicit operator PromptRequest(string prompt) => FromText(prompt);
}
