using System.Buffers;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>The demo model behind OpenAI's wire format, so that everything on the way to a model is really used.</summary>
internal sealed class DemoUpstream(DemoModel model, ProtocolLimits limits, TimeProvider time) : Upstream
{
    private static readonly KeyValuePair<string, string[]>[] Headers = [new("Content-Type", ["application/json"])];

    public override string Kind => "demo";

    public override async ValueTask<UpstreamReply> AskAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        var chat = ChatRequest.Parse(request.Body.Span, limits);
        var answer = await model.AnswerAsync(chat.Prompt, cancellationToken).ConfigureAwait(false);
        var body = new ArrayBufferWriter<byte>();
        ChatCompletionWriter.Write(body, answer, NewId(), time.GetUtcNow());
        return new UpstreamReply(200, Headers, body.WrittenMemory);
    }

    public override async Task RelayAsync(UpstreamRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        var chat = ChatRequest.Parse(request.Body.Span, limits);
        if (!chat.IsStreamed)
        {
            var reply = await AskAsync(request, cancellationToken).ConfigureAwait(false);
            await reply.WriteToAsync(response, cancellationToken).ConfigureAwait(false);
            return;
        }

        var answer = await model.AnswerAsync(chat.Prompt, cancellationToken).ConfigureAwait(false);
        response.ContentType = "text/event-stream";
        var stream = new DemoStream(response.Body, NewId(), time.GetUtcNow());
        await stream.WriteAsync(answer, chat.WantsStreamUsage, cancellationToken).ConfigureAwait(false);
    }

    private static string NewId() => $"chatcmpl-{EntryId.New()}";
}
