using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>What clients of a protocol ask a model, answered from the cache or by the upstream. Each protocol has one.</summary>
internal sealed class AnswerEndpoint(
    WireProtocol protocol, CachedUpstream cached, Upstreams upstreams, LikewiseSettings settings, TimeProvider time)
{
    public const string Base = "/v1";

    private readonly ProtocolLimits _limits = settings.BodyLimits;

    public string Path => Base + protocol.Path;

    public async Task HandleAsync(HttpContext context)
    {
        // 1. Read what is asked, by whom, and how.
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var asked = protocol.ParseRequest(body.Span, _limits, FeaturesOf(context.Request));
        var upstream = upstreams.For(asked.Prompt.Model);
        var caller = Caller.Of(context, upstream);
        var controls = RequestControls.Read(context.Request.Headers);
        var request = new UpstreamRequest(body, context.Request.QueryString.Value ?? "", caller.Headers)
        {
            To = upstream, Path = protocol.Path,
        };

        // 2. What the cache does not take is passed through as it comes.
        if (request.Query.Length > 0 || asked.Prompt.Messages.Count == 0)
        {
            var reason = request.Query.Length > 0 ? "query" : asked.Prompt.EligibilityReason ?? "no message";
            await PassOnAsync(context.Response, request, reason).ConfigureAwait(false);
            return;
        }

        // 3. Answer: the upstream's own bytes where it was asked for this very request, otherwise what was recorded.
        var question = new CachedQuestion(protocol, asked, request, controls.Options)
        {
            Prompt = asked.Prompt with { Tenant = caller.Tenant, Directives = controls.Directives },
        };
        try
        {
            await (asked.IsStreamed ? StreamAsync(context, question) : AnswerAsync(context.Response, question))
                .ConfigureAwait(false);
        }
        catch (UnusableReplyException unusable)
        {
            CacheHeaders.WriteUnusable(context.Response.Headers, unusable.Reply.Status);
            await unusable.Reply.WriteToAsync(context.Response, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpResponse response, CachedQuestion question)
    {
        var aborted = response.HttpContext.RequestAborted;
        var reply = await cached.AskAsync(question, aborted).ConfigureAwait(false);
        if (reply.Own is null && question.Asked.ObjectionTo(reply.Answer.Response) is { } objection)
        {
            await PassOnAsync(response, question.Request, objection).ConfigureAwait(false);
            return;
        }

        CacheHeaders.Write(response.Headers, reply.Answer);
        if (reply.Own is { } own)
        {
            await own.WriteToAsync(response, aborted).ConfigureAwait(false);
            return;
        }

        response.ContentType = "application/json";
        question.Asked.WriteAnswer(response.BodyWriter, reply.Answer.Response, NewHead());
        await response.BodyWriter.FlushAsync(aborted).ConfigureAwait(false);
    }

    private async Task StreamAsync(HttpContext context, CachedQuestion question)
    {
        var (response, aborted) = (context.Response, context.RequestAborted);
        var stream = await cached.StreamAsync(question, aborted).ConfigureAwait(false);
        await using var disposal = stream.Answer.ConfigureAwait(false);
        if (stream is { Own: null, Answer.Whole: { } whole } && question.Asked.ObjectionTo(whole.Response) is { } objection)
        {
            await PassOnAsync(response, question.Request, objection).ConfigureAwait(false);
            return;
        }

        CacheHeaders.Write(response.Headers, stream.Answer.Lookup, stream.Answer.Whole?.Stored, stream.Answer.IsJoined);
        if (stream.Own is { } own)
        {
            await own.WriteToAsync(response, aborted).ConfigureAwait(false);
            return;
        }

        var writer = question.Asked.CreateStreamWriter(response.BodyWriter, NewHead());
        await new StreamReplay(response, question.Format, writer).SendAsync(stream, aborted).ConfigureAwait(false);
    }

    private static Task PassOnAsync(HttpResponse response, UpstreamRequest request, string reason)
    {
        CacheHeaders.WriteBypass(response.Headers, reason);
        return request.To.RelayAsync(request, response, response.HttpContext.RequestAborted);
    }

    private string FeaturesOf(HttpRequest request) =>
        protocol.FeatureHeader is { } header ? request.Headers[header].ToString() : "";

    private AnswerHead NewHead() => new(EntryId.New().ToString(), time.GetUtcNow());
}
