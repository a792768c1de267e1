namespace Likewise.Protocols;

/// <summary>OpenAI's <c>POST /v1/completions</c>, from before there were chats: a text to go on with.</summary>
internal sealed class CompletionsProtocol : WireProtocol
{
    public const string IdPrefix = "cmpl-";

    public override string Path => "/completions";

    public override WireRequest ParseRequest(ReadOnlySpan<byte> body, ProtocolLimits limits, string features = "") =>
        CompletionsRequestParser.Parse(body, limits);

    public override WireAnswer ParseAnswer(ReadOnlySpan<byte> body, ProtocolLimits limits)
    {
        var root = JsonBody.Parse(body, limits);
        var choices = root.Required("choices").Items().OrderBy(choice => choice.Optional("index")?.Integer() ?? 0).ToArray();
        if (choices.Length == 0)
            throw new ProtocolException("'choices' is empty.", "choices");

        var response = new RecordedResponse
        {
            Choices = [.. choices.Select(choice => new RecordedChoice(
                [new TextPart(choice.Required("text").Text())], ChatFinish.Read(choice.Optional("finish_reason")?.Text())))],
            Model = root.Optional("model")?.Text() ?? "",
            Usage = root.Optional("usage") is { } usage ? ChatUsage.Read(usage) : default,
        };
        return new WireAnswer(response, choices.Select(FindLost).FirstOrDefault(lost => lost is not null));
    }

    public override WireStreamParser CreateStreamParser(ProtocolLimits limits) => new CompletionsStreamParser(limits);

    public override byte[] WriteError(int status, ChatError fault) => fault.ToJson();

    private static string? FindLost(JsonField choice) => choice.Optional("logprobs")?.Path
        ?? (ChatFinish.Read(choice.Optional("finish_reason")?.Text()) is FinishReason.Unknown or FinishReason.Interrupted
            ? $"{choice.Path}.finish_reason" : null);
}
