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
        if (request.Query.Length > 0)
        {
            CacheHeaders.WriteBypass(context.Response.Headers, "query");
            await upstream.RelayAsync(request, context.Response, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        // 3. Answer: the upstream's own bytes where it was asked for this very request, otherwise what was recorded.
        var prompt = chat.Prompt with { Tenant = caller.Tenant, Directives = controls.Directives };
        try
        {
            await (chat.IsStreamed
                ? StreamAsync(context, chat, prompt, request, controls.Options)
                : AnswerAsync(context.Response, prompt, request, controls.Options)).ConfigureAwait(false);
        }
        catch (UnusableReplyException unusable)
        {
            CacheHeaders.WriteUnusable(context.Response.Headers, unusable.Reply.Status);
            await unusable.Reply.WriteToAsync(context.Response, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpResponse response, PromptRequest prompt, UpstreamRequest request, EntryOptions options)
    {
        var aborted = response.HttpContext.RequestAborted;
        var reply = await cached.AskAsync(prompt, request, options, aborted).ConfigureAwait(false);
        CacheHeaders.Write(response.Headers, reply.Answer);
        if (reply.Own is { } own)
        {
            await own.WriteToAsync(response, aborted).ConfigureAwait(false);
            return;
        }

        response.ContentType = "application/json";
        ChatCompletionWriter.Write(response.BodyWriter, reply.Answer.Response, NewId(), time.GetUtcNow());
        await response.BodyWriter.FlushAsync(aborted).ConfigureAwait(false);
    }

    private async Task StreamAsync(
        HttpContext context, ChatRequest chat, PromptRequest prompt, UpstreamRequest request, EntryOptions options)
    {
        var (response, aborted) = (context.Response, context.RequestAborted);
        var format = new WireFormat(Path, chat.WantsStreamUsage);
        var stream = await cached.StreamAsync(prompt, request, format, options, aborted).ConfigureAwait(false);
        await using var disposal = stream.Answer.ConfigureAwait(false);
        CacheHeaders.Write(response.Headers, stream.Answer.Lookup, stream.Answer.Whole?.Stored, stream.Answer.IsJoined);
        if (stream.Own is { } own)
        {
            await own.WriteToAsync(response, aborted).ConfigureAwait(false);
            return;
        }

        var writer = new ChatStreamWriter(response.BodyWriter, NewId(), time.GetUtcNow(), chat.WantsStreamUsage);
        await new StreamReplay(response, format, writer).SendAsync(stream, aborted).ConfigureAwait(false);
    }

    private static string NewId() => $"chatcmpl-{EntryId.New()}";
}
