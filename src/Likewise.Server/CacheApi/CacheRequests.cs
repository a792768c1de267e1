using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>Reads what a caller of the cache's own API sends, and knows whose request it is.</summary>
internal sealed class CacheRequests(
    LikewiseSettings settings, Upstreams upstreams, SemanticCache cache, PromptBodies prompts, Asker asker)
{
    /// <summary>A hundred years in seconds: what is longer is a slip.</summary>
    private const double SecondsMax = 36_500.0 * 24 * 60 * 60;

    /// <summary>What describes a request to a model, in the cache's own words.</summary>
    public static readonly string[] Fields =
    [
        "prompt", "messages", "chat", "model", "namespace", "temperature", "seed", "parameters", "similarityMin", "maxAgeSeconds",
        "context", "visibility",
    ];

    private readonly ProtocolLimits _limits = settings.BodyLimits;

    /// <summary>Whose entries the caller sees and changes: from authentication, never from what is asked.</summary>
    /// <param name="context">What is asked.</param>
    /// <param name="model">The model that the request is about, for who pays may differ; null where it is about none.</param>
    public string TenantOf(HttpContext context, string? model = null) =>
        Caller.Of(context, upstreams.Find(model) ?? upstreams.Default).Tenant;

    /// <summary>What concerns everybody's entries is the operator's: who has a tenant has no business with the others'.</summary>
    /// <param name="context">What is asked.</param>
    /// <param name="why">Why it concerns everybody's, as a sentence without its end.</param>
    /// <exception cref="HttpFault">The caller has a tenant.</exception>
    public void RequireOperator(HttpContext context, string why)
    {
        if (TenantOf(context).Length > 0)
            throw new HttpFault(403, $"{why}: it takes a key that belongs to no tenant.", "operator_only");
    }

    /// <summary>The id of an entry of the caller's.</summary>
    /// <exception cref="HttpFault">There is none; another tenant's is as if it were not there.</exception>
    public EntryId OwnEntry(HttpContext context, string? text) =>
        EntryId.TryParse(text, out var id) && cache.Find(id)?.Summary.Tenant == TenantOf(context) ? id : throw NoEntry();

    public static HttpFault NoEntry() => new(404, "There is no such entry.", "no_entry");

    /// <exception cref="HttpFault">The body is not said to be JSON.</exception>
    /// <exception cref="ProtocolException">It is no JSON object.</exception>
    public async ValueTask<JsonField> ReadAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        return JsonBody.Parse(body.Span, _limits);
    }

    /// <summary>Reads a request to a model: a prompt, messages, or a chat request of OpenAI's as it would be sent.</summary>
    /// <exception cref="ProtocolException">It is none; the message names the field.</exception>
    public PromptRequest ReadPrompt(HttpContext context, JsonField body)
    {
        var asked = prompts.Read(body);
        return Place(asked with { Tenant = TenantOf(context, asked.Model) }, context, body.Optional("chat"));
    }

    /// <summary>Reads a line of a load: whoever brings entries in says what each belongs to, and stands behind none.</summary>
    /// <exception cref="ProtocolException">It is none; the message names the field.</exception>
    public PromptRequest ReadLine(HttpContext context, JsonField line)
    {
        var asked = prompts.Read(line);
        return asked with { Tenant = TenantOf(context, asked.Model) };
    }

    /// <summary>Only who manages the cache may say that an answer counts as confirmed.</summary>
    /// <exception cref="HttpFault">The caller may not.</exception>
    public static EntryOptions Allow(HttpContext context, EntryOptions options) =>
        options.IsConfirmed && context.Features.Get<CallerIdentity>()?.Roles.Contains(AccessRole.Manage) == false
            ? throw new HttpFault(403, "'confirmed' needs the role 'manage', which the key has not.", "role_missing", "confirmed")
            : options;

    /// <inheritdoc cref="Asker.Place(PromptRequest, HttpContext, JsonField?)"/>
    public PromptRequest Place(PromptRequest request, HttpContext context, JsonField? body = null) =>
        asker.Place(request, context, body);

    public static string? ReadNamespace(JsonField body) =>
        body.Optional("namespace") is { } field ? CheckNamespace(field.Prose(), field.Path) : null;

    /// <exception cref="ProtocolException">The name is too long, none, or has a control character.</exception>
    public static string CheckNamespace(string name, string field) => NamespaceName.IsAcceptable(name)
        ? name
        : throw new ProtocolException($"'{field}' is not acceptable: a text of {NamespaceName.Expected} was expected.", field);

    public static double? ReadSimilarity(JsonField? field)
    {
        if (field is not { } given)
            return null;

        var similarity = given.Number();
        return similarity is >= -1 and <= 1
            ? similarity
            : throw new ProtocolException(
                $"'{given.Path}' is out of range: a cosine similarity from -1 to 1 was expected.", given.Path);
    }

    /// <param name="field">A number of seconds; null where none is given.</param>
    /// <param name="least">The least it may be.</param>
    public static TimeSpan? ReadSeconds(JsonField? field, TimeSpan least)
    {
        if (field is not { } given)
            return null;

        var seconds = given.Number();
        return seconds <= SecondsMax && TimeSpan.FromSeconds(Math.Max(seconds, -1)) is var time && time >= least
            ? time
            : throw new ProtocolException(
                $"'{given.Path}' is out of range: positive seconds, at most a hundred years of them, were expected.", given.Path);
    }
}
