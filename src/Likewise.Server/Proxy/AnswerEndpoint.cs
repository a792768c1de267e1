using System.Buffers;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>What clients of a protocol ask a model, answered from the cache or by the upstream. Each protocol has one.</summary>
internal sealed class AnswerEndpoint(
    WireProtocol protocol, CachedUpstream cached, Upstreams upstreams, ServedResponses served, Dialects dialects,
    Asker asker, LikewiseSettings settings, TimeProvider time)
{
    public const string Base = "/v1";

    private readonly ProtocolLimits _limits = settings.BodyLimits;
    private readonly bool _hidesUsage = settings.Server.HitUsage == HitUsage.Zero;

    public string Path => Base + protocol.Path;

    public async Task HandleAsync(HttpContext context)
    {
        // 1. Read what is asked, by whom, and how.
        var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var controls = dialects.Read(context.Request.Headers, ref body);
        var asked = protocol.ParseRequest(body.Span, _limits, FeaturesOf(context.Request));
        var upstream = upstreams.For(asked.Prompt.Model);
        var caller = Caller.Of(context, upstream);
        if (asked is ResponsesRequest { PreviousResponseId: { } before } later && served.Find(caller.Tenant, before) is { } found)
        {
            body = later.GoOnFrom(found.History);
            asked = protocol.ParseRequest(body.Span, _limits);
        }

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
            Prompt = asker.Place(controls.Apply(asked.Prompt, caller.Tenant), context, asker.BodyOf(body)),
            OnlyCached = controls.OnlyCached,
        };
        try
        {
            await (asked.IsStreamed && !question.OnlyCached
                ? StreamAsync(context.Response, question)
                : AnswerAsync(context.Response, question)).ConfigureAwait(false);
        }
        catch (UnusableReplyException unusable)
        {
            CacheHeaders.WriteUnusable(context.Response.Headers, unusable.Reply.Status);
            await unusable.Reply.WriteToAsync(context.Response, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpResponse response, CachedQuestion question)
    {
        var reply = await cached.AskAsync(question, response.HttpContext.RequestAborted).ConfigureAwait(false);
        await (reply.Own is { } own
            ? WriteOwnAsync(response, question, reply.Answer, own)
            : ReplayAsync(response, question, reply.Answer)).ConfigureAwait(false);
    }

    private async Task StreamAsync(HttpResponse response, CachedQuestion question)
    {
        var aborted = response.HttpContext.RequestAborted;
        var stream = await cached.StreamAsync(question, aborted).ConfigureAwait(false);
        await using var disposal = stream.Answer.ConfigureAwait(false);
        if (stream.Answer.Live is { } live)
        {
            CacheHeaders.Write(response.Headers, stream.Answer.Lookup, null, stream.Answer.IsJoined);
            dialects.Write(response.Headers, stream.Answer.Lookup);
            var replay = Replay(response, question, stream.Answer.Lookup, NewHead());
            await replay.SendAsync(live, stream.Headers, aborted).ConfigureAwait(false);
            return;
        }

        var whole = stream.Answer.Whole!; // One of both is there.
        await (stream.Own is { } own ? WriteOwnAsync(response, question, whole, own) : ReplayAsync(response, question, whole))
            .ConfigureAwait(false);
    }

    private Task WriteOwnAsync(HttpResponse response, CachedQuestion question, CacheAnswer answer, UpstreamReply own)
    {
        WriteHeaders(response, answer);
        if (dialects.NoteOf(question.Prompt, answer.Lookup) is { } note)
            own = own with { Body = note.AddTo(own.Body) };
        return own.WriteToAsync(response, response.HttpContext.RequestAborted);
    }

    /// <summary>Writes what was recorded in the way in which it was asked for.</summary>
    private async Task ReplayAsync(HttpResponse response, CachedQuestion question, CacheAnswer answer)
    {
        var aborted = response.HttpContext.RequestAborted;
        if (question.Asked.ObjectionTo(answer.Response) is { } objection)
        {
            await PassOnAsync(response, question.Request, objection).ConfigureAwait(false);
            return;
        }

        WriteHeaders(response, answer);
        var said = answer.IsHit && _hidesUsage ? answer.Response with { Usage = default } : answer.Response;
        var head = NewHead();
        if (question.Asked.IsStreamed)
        {
            await Replay(response, question, answer.Lookup, head).SendAsync(said, aborted).ConfigureAwait(false);
            return;
        }

        Remember(question, said, head);
        response.ContentType = "application/json";
        WriteAnswer(response.BodyWriter, question, answer.Lookup, said, head);
        await response.BodyWriter.FlushAsync(aborted).ConfigureAwait(false);
    }

    private void WriteHeaders(HttpResponse response, CacheAnswer answer)
    {
        CacheHeaders.Write(response.Headers, answer);
        dialects.Write(response.Headers, answer.Lookup);
    }

    private void WriteAnswer(
        IBufferWriter<byte> destination, CachedQuestion question, LookupResult lookup, RecordedResponse said, AnswerHead head)
    {
        if (dialects.NoteOf(question.Prompt, lookup) is not { } note)
        {
            question.Asked.WriteAnswer(destination, said, head);
            return;
        }

        var answer = new ArrayBufferWriter<byte>();
        question.Asked.WriteAnswer(answer, said, head);
        destination.Write(note.AddTo(answer.WrittenMemory).Span);
    }

    private StreamReplay Replay(HttpResponse response, CachedQuestion question, LookupResult lookup, AnswerHead head)
    {
        var note = dialects.NoteOf(question.Prompt, lookup);
        var destination = note is null ? (IBufferWriter<byte>)response.BodyWriter : new NotedEvents(response.BodyWriter, note);
        return new StreamReplay(
            response, question.Format, question.Asked.CreateStreamWriter(destination, head),
            said => Remember(question, said, head), note);
    }

    /// <summary>Before the caller can have read the name under which he may come back to it.</summary>
    private void Remember(CachedQuestion question, RecordedResponse said, AnswerHead head)
    {
        if (question.Asked is ResponsesRequest asked)
            served.Add(question.Prompt.Tenant, asked, said, head);
    }

    private Task PassOnAsync(HttpResponse response, UpstreamRequest request, string reason)
    {
        CacheHeaders.WriteBypass(response.Headers, reason);
        dialects.Write(response.Headers, null);
        return request.To.RelayAsync(request, response, response.HttpContext.RequestAborted);
    }

    private string FeaturesOf(HttpRequest request) =>
        protocol.FeatureHeader is { } header ? request.Headers[header].ToString() : "";

    private AnswerHead NewHead() => new(EntryId.New().ToString(), time.GetUtcNow());
}
