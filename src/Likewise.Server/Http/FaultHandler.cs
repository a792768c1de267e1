using System.Globalization;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>
/// The one place where a fault becomes an answer, in the endpoint's <see cref="ErrorShape"/>. Writes the access log too.
/// </summary>
internal sealed class FaultHandler(ILogger<FaultHandler> logger, TimeProvider time)
{
    private const int ClientClosedRequest = 499;

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var started = time.GetTimestamp();
        try
        {
            await next(context).ConfigureAwait(false);
            if (!context.Response.HasStarted && ErrorOf(context.Response.StatusCode, context.Request) is { } error)
                await WriteAsync(context, context.Response.StatusCode, error).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
                context.Response.StatusCode = ClientClosedRequest; // For the log alone: nobody is there to read it.
        }
#pragma warning disable CA1031 // The last guard: whatever went wrong, the sender gets an answer and the operator a line.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await AnswerAsync(context, fault).ConfigureAwait(false);
        }

        if (logger.IsEnabled(LogLevel.Information))
            Log.Request(
                logger, context.Request.Method, RouteOf(context), context.Response.StatusCode,
                context.Response.Headers[CacheHeaders.State].ToString(), time.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task AnswerAsync(HttpContext context, Exception fault)
    {
        var (status, error) = Explain(fault);
        if (status == StatusCodes.Status500InternalServerError)
            Log.Unforeseen(logger, RouteOf(context), fault);
        else if (fault is UpstreamException)
            Log.UpstreamFailed(logger, fault.Message, fault.InnerException?.Message);

        // An answer that has begun cannot be taken back; cutting it off is how HTTP says that it is not whole.
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Headers.Clear(); // They were about another answer.
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfterOf(fault) is { } wait)
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await WriteAsync(context, status, error).ConfigureAwait(false);
    }

    private static (int Status, ChatError Error) Explain(Exception fault) => fault switch
    {
        ProtocolException wrong => (400, Invalid(wrong.Message, wrong.Param, null)),

        // The cache's own refusal of a request that nobody can mean.
        ArgumentException impossible => (400, Invalid(impossible.Message, null, null)),
        HttpFault wrong => (wrong.Status, Invalid(wrong.Message, wrong.Param, wrong.Code)),
        BadHttpRequestException { StatusCode: 413 } => (413, Invalid(
            "The body is larger than this server reads (server.bodyBytesMax).", null, "body_too_large")),
        BadHttpRequestException wrong => (wrong.StatusCode, Invalid(wrong.Message, null, null)),
        UpstreamException upstream => (upstream.Status, new ChatError(upstream.Message, "api_error", null, upstream.Code)),
        _ => (500, new ChatError("This should not happen; the server's log says more.", "server_error", null, null)),
    };

    private static TimeSpan? RetryAfterOf(Exception fault) =>
        (fault as UpstreamException)?.RetryAfter ?? (fault as HttpFault)?.RetryAfter;

    private static ChatError Invalid(string message, string? param, string? code) =>
        new(message, "invalid_request_error", param, code);

    private static ChatError? ErrorOf(int status, HttpRequest request) => status switch
    {
        404 => Invalid(
            $"There is nothing here. Try POST {AnswerRoutes.ChatPath}, POST {PromptEndpoint.Path} or GET {HealthEndpoint.Path}.",
            null, "not_found"),
        405 => Invalid(
            $"{request.Method} is not a method of this address; the Allow header names those that are.",
            null, "method_not_allowed"),
        _ => null,
    };

    private static async Task WriteAsync(HttpContext context, int status, ChatError error)
    {
        var shape = context.GetEndpoint()?.Metadata.GetMetadata<ErrorShape>() ?? ErrorShape.OpenAI;
        var body = shape.Write(status, error);
        context.Response.StatusCode = status;
        context.Response.ContentType = shape.ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>The address as the server knows it: a stranger's may hold anything, line feeds and prompts included.</summary>
    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(unknown)";
}
