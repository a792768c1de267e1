namespace Likewise.Protocols;

/// <summary>
/// Reads events that are pieces of choices, as chat and completions have them. What a piece says is for the protocol to read.
/// </summary>
internal abstract class ChoiceStreamParser(ProtocolLimits limits) : WireStreamParser
{
    private bool _isNamed;

    public sealed override AnswerPieces Parse(SseEvent part)
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

    /// <summary>Reads what a piece of a choice says.</summary>
    /// <param name="choice">The piece.</param>
    /// <param name="index">Of which choice.</param>
    /// <param name="deltas">Receives it.</param>
    /// <returns>What a recording does not hold of it; null where it holds all.</returns>
    protected abstract string? ReadSaid(JsonField choice, int index, List<ResponseDelta> deltas);

    private string? Read(JsonField choice, List<ResponseDelta> deltas)
    {
        var index = (int)Math.Clamp(choice.Optional("index")?.Integer() ?? 0, 0, int.MaxValue);
        var lost = ReadSaid(choice, index, deltas) ?? choice.Optional("logprobs")?.Path;
        if (choice.Optional("finish_reason") is not { } reason)
            return lost;

        var finish = ChatFinish.Read(reason.Text());
        deltas.Add(new FinishDelta(index, finish));
        return finish == FinishReason.Unknown ? reason.Path : lost;
    }
}
