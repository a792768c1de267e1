namespace Likewise.Protocols;

/// <summary>Reads the events of a completion.</summary>
internal sealed class CompletionsStreamParser(ProtocolLimits limits) : WireStreamParser
{
    private bool _isNamed;

    public override AnswerPieces Parse(SseEvent part)
    {
        if (part.Data.IsEmpty || part.Data.Span.Trim((byte)' ').SequenceEqual("[DONE]"u8))
            return AnswerPieces.None;

        var root = JsonBody.Parse(part.Data.Span, limits);
        if (root.Optional("error") is { } error)
            return new AnswerPieces([], error.Path);

        var (deltas, lost) = (new List<ResponseDelta>(), (string?)null);
        if (!_isNamed && root.Optional("model")?.Text() is { Length: > 0 } model)
        {
            _isNamed = true;
            deltas.Add(new ModelDelta(model));
        }

        foreach (var choice in root.Optional("choices")?.Items() ?? [])
            lost = Read(choice, deltas) ?? lost;
        if (root.Optional("usage") is { } usage)
            deltas.Add(new UsageDelta(ChatUsage.Read(usage)));
        return new AnswerPieces(deltas, lost);
    }

    /// <returns>What the pieces do not hold.</returns>
    private static string? Read(JsonField choice, List<ResponseDelta> deltas)
    {
        var index = (int)Math.Clamp(choice.Optional("index")?.Integer() ?? 0, 0, int.MaxValue);
        if (choice.Optional("text")?.Text() is { Length: > 0 } text)
            deltas.Add(new TextDelta(index, text));
        if (choice.Optional("finish_reason") is not { } reason)
            return choice.Optional("logprobs")?.Path;

        var finish = ChatFinish.Read(reason.Text());
        deltas.Add(new FinishDelta(index, finish));
        return finish == FinishReason.Unknown ? reason.Path : choice.Optional("logprobs")?.Path;
    }
}
