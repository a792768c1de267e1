using System.Text.Json;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary><c>POST /chat_semantic_cache</c>: a prompt in, its answer out, and where it came from.</summary>
internal sealed class PromptEndpoint(CachedUpstream cached, Upstreams upstreams, Asker asker, LikewiseSettings settings)
{
    public const string Path = "/chat_semantic_cache";

    private readonly ProtocolLimits _limits = settings.BodyLimits;
    private readonly int _promptCharsMax = settings.Cache.PromptCharsMax;

    public async Task HandleAsync(HttpContext context)
    {
        // 1. Read what is asked, by whom, and how.
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var prompt = PromptBody.Parse(body.Span, _limits);
        if (prompt.Length > _promptCharsMax)
            throw new HttpFault(
                413, $"The prompt has {prompt.Length} characters; at most {_promptCharsMax} are taken (cache.promptCharsMax).",
                "prompt_too_long", "prompt");

        var model = settings.Upstream.Model;
        var upstream = upstreams.For(model);
        var caller = Caller.Of(context, upstream);
        var controls = RequestControls.Read(context.Request.Headers);

        // 2. Ask as a chat client would: both endpoints share their answers.
        var chat = ChatRequest.Write(model, prompt);
        var asked = WireProtocol.Chat.ParseRequest(chat, _limits);
        var question = new CachedQuestion(
            WireProtocol.Chat, asked, new UpstreamRequest(chat, "", caller.Headers) { To = upstream }, controls.Options)
        {
            Prompt = asker.Place(controls.Apply(asked.Prompt, caller.Tenant), context, asker.BodyOf(body)),
            OnlyCached = controls.OnlyCached,
            From = Path,
        };

        // 3. Answer.
        try
        {
            var reply = await cached.AskAsync(question, context.RequestAborted).ConfigureAwait(false);
            CacheHeaders.Write(context.Response.Headers, reply.Answer);
            await WriteAsync(context, prompt, reply.Answer.Response, reply.Answer.IsHit ? "cache" : "llm").ConfigureAwait(false);
        }
        catch (UnusableReplyException unusable)
        {
            CacheHeaders.WriteUnusable(context.Response.Headers, unusable.Reply.Status);
            await WriteUnusableAsync(context, prompt, unusable).ConfigureAwait(false);
        }
    }

    private static async Task WriteUnusableAsync(HttpContext context, string prompt, UnusableReplyException unusable)
    {
        if (!unusable.Reply.IsSuccess)
            await unusable.Reply.WriteToAsync(context.Response, context.RequestAborted).ConfigureAwait(false);
        else if (unusable.Response is { } response)
            await WriteAsync(context, prompt, response, "llm").ConfigureAwait(false);
        else
            throw new UpstreamException(502, "upstream_unusable", $"The upstream gave no answer: {unusable.Message}", unusable);
    }

    private static async Task WriteAsync(HttpContext context, string prompt, RecordedResponse response, string source)
    {
        context.Response.ContentType = "application/json";
        var writer = new Utf8JsonWriter(context.Response.BodyWriter, ServerJson.Compact);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("prompt", prompt);
            writer.WriteString("response", response.Text);
            writer.WriteString("source", source);
            writer.WriteEndObject();
        }
    }
}
