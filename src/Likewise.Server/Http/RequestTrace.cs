using System.Collections;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>
/// Gives each request a name and a span. Its log lines carry both, its answer the name, and what is called for it (models,
/// embedding services) learns of the span by W3C's <c>traceparent</c>. A caller's own name and span are taken over.
/// </summary>
internal sealed class RequestTrace(ILogger<RequestTrace> logger)
{
    /// <summary>The name, in and out. An upstream's answer has its own, which stays: its provider asks for it.</summary>
    public const string Header = "x-request-id";

    /// <summary>The name under which this server's log knows the request, whoever answered.</summary>
    public const string OwnHeader = CacheHeaders.Prefix + "request-id";

    public const string SourceName = "Likewise.Server";

    private const int IdCharsMax = 128;

    private static readonly ActivitySource Source = new(SourceName, LikewiseServer.Version);

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        using var span = Start(context.Request.Headers);
        var id = IdOf(context.Request.Headers[Header].ToString()) ?? span.TraceId.ToHexString();
        context.TraceIdentifier = id;
        context.Response.OnStarting(static state => NameAsync((HttpContext)state), context);
        using var scope = logger.IsEnabled(LogLevel.Critical) ? logger.BeginScope(new Scope(id, span)) : null;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            if (span.IsAllDataRequested)
                Describe(span, context);
        }
    }

    /// <summary>A span even where nobody listens: it is what others are told to belong to.</summary>
    private static Activity Start(IHeaderDictionary headers)
    {
        var isKnown = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var parent);
        if (Source.StartActivity("request", ActivityKind.Server, parent) is { } heard)
            return heard;

        var span = new Activity("request");
        if (isKnown && Activity.Current is null)
        {
            span.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
            span.TraceStateString = parent.TraceState;
        }

        return span.Start();
    }

    /// <summary>A caller's name for the request, where it can stand in a log: printable, without spaces, not too long.</summary>
    private static string? IdOf(string text) =>
        text.Length is > 0 and <= IdCharsMax && text.All(letter => letter is > ' ' and <= '~') ? text : null;

    private static Task NameAsync(HttpContext context)
    {
        context.Response.Headers.TryAdd(Header, context.TraceIdentifier);
        context.Response.Headers[OwnHeader] = context.TraceIdentifier;
        return Task.CompletedTask;
    }

    /// <summary>By OpenTelemetry's conventions for HTTP servers.</summary>
    private static void Describe(Activity span, HttpContext context)
    {
        var (method, status) = (context.Request.Method, context.Response.StatusCode);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        span.SetTag("likewise.request_id", context.TraceIdentifier);
        if (context.Response.Headers[CacheHeaders.State] is [{ } cache])
            span.SetTag("likewise.cache", cache);
        if (status < StatusCodes.Status500InternalServerError)
            return;
        span.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
        span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>What stands beside every line of a request.</summary>
    private sealed class Scope(string id, Activity span) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => 2;

        public KeyValuePair<string, object?> this[int index] => index switch
        {
            0 => new("RequestId", id),
            1 => new("TraceId", span.TraceId.ToHexString()),
            _ => throw new ArgumentOutOfRangeException(nameof(index)),
        };

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return this[0];
            yield return this[1];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => id;
    }
}
