using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary><c>POST /v1/chat/completions</c>: what clients of OpenAI send, answered from the cache or by the upstream.</summary>
internal sealed class ChatEndpoint(CachedUpstream cached, Upstream upstream, LikewiseSettings settings, TimeProvider time)
{
    public const string Path = "/v1/chat/completions";

    private readonly ProtocolLimits _limits = settings.BodyLimits;

    public async Task HandleAsync(HttpContext context)
    {
        // 1. Read what is asked, by whom, and how.
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var chat = ChatRequest.Parse(body.Span, _limits);
        var caller = Caller.Of(context.Request, operatorPays: settings.Upstream.ApiKey is not null);
        var controls = RequestControls.Read(context.Request.Headers);
        var request = new UpstreamRequest(body, context.Request.QueryString.Value ?? "", caller.Headers);

        // 2. What the cache does not take is passed through as it comes.
        var bypass = chat.IsStreamed ? "streaming" : request.Query.Length > 0 ? "query" : null;
        if (bypass is not null)
        {
            CacheHeaders.WriteBypass(context.Response.Headers, bypass);
            await upstream.RelayAsync(request, context.Response, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        // 3. Answer: the upstream's own bytes where it was asked for this very request, otherwise what was recorded.
        var prompt = chat.Prompt with { Tenant = caller.Tenant, Directives = controls.Directives };
        try
        {
            var reply = await cached.AskAsync(prompt, request, controls.Options, context.RequestAborted).ConfigureAwait(false);
            CacheHeaders.Write(context.Response.Headers, reply.Answer);
            await (reply.Own?.WriteToAsync(context.Response, context.RequestAborted)
                ?? WriteAsync(context.Response, reply.Answer.Response)).ConfigureAwait(false);
        }
        catch (UnusableReplyException unusable)
        {
            CacheHeaders.WriteUnusable(context.Response.Headers, unusable.Reply.Status);
            await unusable.Reply.WriteToAsync(context.Response, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(HttpResponse response, RecordedResponse answer)
    {
        response.ContentType = "application/json";
        ChatCompletionWriter.Write(response.BodyWriter, answer, $"chatcmpl-{EntryId.New()}", time.GetUtcNow());
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
