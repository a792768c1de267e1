using System.Buffers;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>The demo model behind OpenAI's wire format, so that everything on the way to a model is really used.</summary>
internal sealed class DemoUpstream(DemoModel model, ProtocolLimits limits, TimeProvider time) : Upstream
{
    /// <summary>As many as OpenAI gives.</summary>
    private const int ChoicesMax = 128;

    private static readonly KeyValuePair<string, string[]>[] Headers = [new("Content-Type", ["application/json"])];

    private static readonly KeyValuePair<string, string[]>[] StreamHeaders = [new("Content-Type", ["text/event-stream"])];

    private static ReadOnlySpan<byte> Models =>
        """{"object":"list","data":[{"id":"likewise-demo","object":"model","created":0,"owned_by":"likewise"}]}"""u8;

    public override string Kind => "demo";

    public override string Name => NameOfDefault;

    public override IReadOnlyList<UpstreamProtocol> Protocols { get; } = [UpstreamProtocol.Chat];

    public override bool OperatorPays => false;

    public override async ValueTask<UpstreamReply> AskAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        var chat = ChatRequest.Parse(request.Body.Span, limits);
        if (chat.Choices > ChoicesMax)
            return TooManyChoices(chat.Choices);

        var answer = await AnswerAsync(chat, cancellationToken).ConfigureAwait(false);
        var body = new ArrayBufferWriter<byte>();
        chat.WriteAnswer(body, answer, NewHead());
        return new UpstreamReply(200, Headers, body.WrittenMemory);
    }

    public override async ValueTask<UpstreamStream> OpenAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        var chat = ChatRequest.Parse(request.Body.Span, limits);
        return chat.IsStreamed && chat.Choices <= ChoicesMax
            ? new DemoUpstreamStream(await StreamAsync(chat, cancellationToken).ConfigureAwait(false), isEventStream: true)
            : new DemoUpstreamStream(await AskAsync(request, cancellationToken).ConfigureAwait(false), isEventStream: false);
    }

    public override async Task RelayAsync(UpstreamRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        if (request is not { Method: "POST", Path: UpstreamRequest.ChatPath })
        {
            await Elsewhere(request).WriteToAsync(response, cancellationToken).ConfigureAwait(false);
            return;
        }

        var stream = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        var reply = await stream.ReadWholeAsync(cancellationToken).ConfigureAwait(false);
        await reply.WriteToAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<UpstreamReply> StreamAsync(ChatRequest chat, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(chat, cancellationToken).ConfigureAwait(false);
        var body = new ArrayBufferWriter<byte>();
        var writer = chat.CreateStreamWriter(body, NewHead());
        foreach (var delta in ResponseDeltas.Of(answer))
            writer.Write(delta);
        writer.Complete();
        return new UpstreamReply(200, StreamHeaders, body.WrittenMemory);
    }

    /// <summary>The demo has one answer to a question, and gives it as often as it is asked for.</summary>
    private async ValueTask<RecordedResponse> AnswerAsync(ChatRequest chat, CancellationToken cancellationToken)
    {
        var answer = await model.AnswerAsync(chat.Prompt, cancellationToken).ConfigureAwait(false);
        var choices = (int)chat.Choices;
        return answer with
        {
            Choices = [.. Enumerable.Repeat(answer.Choices[0], choices)],
            Usage = answer.Usage with { OutputTokens = answer.Usage.OutputTokens * choices },
        };
    }

    /// <summary>The demo has one model, and nothing else to show.</summary>
    private static UpstreamReply Elsewhere(UpstreamRequest request) => request is { Method: "GET", Path: "/models" }
        ? new UpstreamReply(200, Headers, Models.ToArray())
        : new UpstreamReply(404, Headers, new ChatError(
            "The demo answers chats and lists its model; set upstream.baseUrl to have a service that does more.",
            "invalid_request_error", null, "not_found").ToJson());

    private static UpstreamReply TooManyChoices(long choices) => new(
        400,
        Headers,
        new ChatError($"'n' is {choices}: the demo gives at most {ChoicesMax}.", "invalid_request_error", "n", null).ToJson());

    private AnswerHead NewHead() => new(EntryId.New().ToString(), time.GetUtcNow());
}
