using System.Text.Json;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// Says who asks, and in what surroundings: from authentication, and from where the operator says that it stands. What is read
/// there no caller says otherwise.
/// </summary>
internal sealed class Asker(LikewiseSettings settings)
{
    private readonly IReadOnlyList<RequestField> _fields = settings.Context.Fields ?? [];
    private readonly RequestField? _principal = settings.Context.Principal;
    private readonly ProtocolLimits _limits = settings.BodyLimits;
    private readonly bool _readsBody =
        (settings.Context.Fields ?? []).Append(settings.Context.Principal).Any(field => field?.Path.Count > 0);

    /// <summary>What a model would be sent, as far as anything is read of it; null where nothing is.</summary>
    /// <exception cref="ProtocolException">It is no JSON object.</exception>
    public JsonField? BodyOf(ReadOnlyMemory<byte> body) => _readsBody ? JsonBody.Parse(body.Span, _limits) : null;

    /// <summary>A request with all that is known of who asks.</summary>
    /// <param name="request">With its tenant, and the context that the caller named.</param>
    /// <param name="context">What is asked.</param>
    /// <param name="body">What a model would be sent (<see cref="BodyOf"/>).</param>
    /// <exception cref="HttpFault">The caller names a field that is read elsewhere.</exception>
    /// <exception cref="ProtocolException">The body says something impossible there.</exception>
    public PromptRequest Place(PromptRequest request, HttpContext context, JsonField? body)
    {
        var key = KeyOf(request, context);
        return request with
        {
            Context = _fields.Count == 0 ? request.Context : ContextOf(request, context, body, key),
            Principal = _principal is null ? key : Read(_principal, context, body, key),
        };
    }

    private List<KeyValuePair<string, string>> ContextOf(
        PromptRequest request, HttpContext context, JsonField? body, string? key)
    {
        var found = new List<KeyValuePair<string, string>>(request.Context);
        foreach (var field in _fields)
        {
            if (request.Context.Any(named => named.Key == field.Name))
                throw new HttpFault(
                    400, $"The context's '{field.Name}' is read from '{field}': no caller says it otherwise.", "context_given");
            if (Read(field, context, body, key) is { } value)
                found.Add(new(field.Name, value));
        }

        return found;
    }

    /// <summary>Where keys are known here, whose it is; otherwise what the caller pays with: each such is a tenant.</summary>
    private static string? KeyOf(PromptRequest request, HttpContext context) =>
        context.Features.Get<CallerIdentity>() is { } identity ? identity.Principal
        : request.Tenant.Length > 0 ? request.Tenant
        : null;

    /// <returns>Null where there is nothing.</returns>
    private static string? Read(RequestField field, HttpContext context, JsonField? body, string? key)
    {
        var text = field.Header is { } header ? context.Request.Headers[header].ToString()
            : field.Path.Count > 0 ? ReadBody(field, body)
            : key;
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static string? ReadBody(RequestField field, JsonField? body)
    {
        var at = body;
        foreach (var name in field.Path)
            at = at?.Value.ValueKind == JsonValueKind.Object ? at.Value.Optional(name) : null;
        return at is not { } found ? null
            : found.Value.ValueKind == JsonValueKind.String ? found.Text()
            : found.Value.GetRawText();
    }
}
