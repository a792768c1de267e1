namespace Likewise.Protocols;

/// <summary>Reads the events of a completion.</summary>
internal sealed class CompletionsStreamParser(ProtocolLimits limits) : ChoiceStreamParser(limits)
{
    protected override string? ReadSaid(JsonField choice, int index, List<ResponseDelta> deltas)
    {
        if (choice.Optional("text")?.Text() is { Length: > 0 } text)
            deltas.Add(new TextDelta(index, text));
        return null;
    }
}
