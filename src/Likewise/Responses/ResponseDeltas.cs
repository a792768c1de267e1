namespace Likewise;

/// <summary>Takes a recorded answer apart, so that it is replayed as if it came from the model now.</summary>
public static class ResponseDeltas
{
    /// <summary>How much of a text is a piece: what a model's stream brings at a time, some words.</summary>
    private const int PieceChars = 48;

    /// <summary>The pieces of an answer, in the order in which a model sends them.</summary>
    /// <remarks>
    /// <see cref="ResponseAssembler"/> puts them together to an equal answer, unless two parts of one kind follow each other:
    /// those become one, as they would from the model's own stream.
    /// </remarks>
    public static IEnumerable<ResponseDelta> Of(RecordedResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        yield return new ModelDelta(response.Model);
        yield return new UsageDelta(response.Usage); // Known already, and some protocols tell it first.
        for (var choice = 0; choice < response.Choices.Count; choice++)
        {
            var call = 0;
            foreach (var part in response.Choices[choice].Parts)
            {
                foreach (var delta in Of(part, choice, call))
                    yield return delta;
                call += part is ToolCallPart ? 1 : 0;
            }

            var ended = response.Choices[choice];
            yield return new FinishDelta(choice, ended.Finish) { StopSequence = ended.StopSequence };
        }
    }

    private static IEnumerable<ResponseDelta> Of(RecordedPart part, int choice, int call) => part switch
    {
        TextPart text => Pieces(text.Text).Select(piece => new TextDelta(choice, piece)),
        RefusalPart refusal => Pieces(refusal.Text).Select(piece => new RefusalDelta(choice, piece)),
        ReasoningPart thought => Pieces(thought.Text)
            .Select(piece => new ReasoningDelta(choice, piece, null))
            .Concat(thought.Signature is { } signature ? [new ReasoningDelta(choice, "", signature)] : []),
        ToolCallPart tool => Pieces(tool.Arguments)
            .Select(piece => new ToolCallDelta(choice, call, null, null, piece))
            .Prepend(new ToolCallDelta(choice, call, tool.Id, tool.Name, "")),
        _ => [],
    };

    /// <summary>Pieces that end with a word, and never between the halves of a surrogate pair.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + PieceChars, text.Length);
            if (end < text.Length)
            {
                var space = text.LastIndexOf(' ', end - 1, end - start - 1);
                end = space > start ? space + 1 : end;
                end += char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            }

            yield return text[start..end];
            start = end;
        }
    }
}
