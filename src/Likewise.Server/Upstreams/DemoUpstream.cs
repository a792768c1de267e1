using System.Buffers;
using Likewise.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>The demo model behind every wire format, so that everything on the way to a model is really used.</summary>
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

    public override IReadOnlyList<UpstreamProtocol> Protocols { get; } = Enum.GetValues<UpstreamProtocol>();

    public override bool OperatorPays => false;

    public override async ValueTask<UpstreamReply> AskAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        if (Read(request) is not { } asked)
            return Elsewhere(request);
        if (ChoicesOf(asked) is > ChoicesMax and var choices)
            return TooManyChoices(choices);

        var answer = await AnswerAsync(asked, cancellationToken).ConfigureAwait(false);
        var body = new ArrayBufferWriter<byte>();
        asked.WriteAnswer(body, answer, NewHead());
        return new UpstreamReply(200, Headers, body.WrittenMemory);
    }

    public override async ValueTask<UpstreamStream> OpenAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        return Read(request) is { IsStreamed: true } asked && ChoicesOf(asked) <= ChoicesMax
            ? new DemoUpstreamStream(await StreamAsync(asked, cancellationToken).ConfigureAwait(false), isEventStream: true)
            : new DemoUpstreamStream(await AskAsync(request, cancellationToken).ConfigureAwait(false), isEventStream: false);
    }

    public override async Task RelayAsync(UpstreamRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        var stream = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        await using var disposal = stream.ConfigureAwait(false);
        var reply = await stream.ReadWholeAsync(cancellationToken).ConfigureAwait(false);
        await reply.WriteToAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null where the request is none in a protocol that asks models, or has nothing to answer.</returns>
    private WireRequest? Read(UpstreamRequest request) =>
        request.Method == "POST" && WireProtocol.All.FirstOrDefault(protocol => protocol.Path == request.Path) is { } protocol
        && protocol.ParseRequest(request.Body.Span, limits) is { Prompt.Messages.Count: > 0 } asked
            ? asked
            : null;

    private static long ChoicesOf(WireRequest asked) => asked is ChatRequest chat ? chat.Choices : 1;

    private async ValueTask<UpstreamReply> StreamAsync(WireRequest asked, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(asked, cancellationToken).ConfigureAwait(false);
        var body = new ArrayBufferWriter<byte>();
        var writer = asked.CreateStreamWriter(body, NewHead());
        foreach (var delta in ResponseDeltas.Of(answer))
            writer.Write(delta);
        writer.Complete();
        return new UpstreamReply(200, StreamHeaders, body.WrittenMemory);
    }

    /// <summary>The demo has one answer to a question, and gives it as often as it is asked for.</summary>
    private async ValueTask<RecordedResponse> AnswerAsync(WireRequest asked, CancellationToken cancellationToken)
    {
        var answer = await model.AnswerAsync(asked.Prompt, cancellationToken).ConfigureAwait(false);
        var choices = (int)ChoicesOf(asked);
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
            "The demo answers questions and lists its model; set upstream.baseUrl to have a service that does more.",
            "invalid_request_error", null, "not_found").ToJson());

    private static UpstreamReply TooManyChoices(long choices) => new(
        400,
        Headers,
        new ChatError($"'n' is {choices}: the demo gives at most {ChoicesMax}.", "invalid_request_error", "n", null).ToJson());

    private AnswerHead NewHead() => new(EntryId.New().ToString(), time.GetUtcNow());
}
