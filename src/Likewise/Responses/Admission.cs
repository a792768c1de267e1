namespace Likewise;

/// <summary>
/// Says which answers are stored: whole ones that say something. Anything else would be replayed for as long as it lives.
/// </summary>
internal static class Admission
{
    /// <returns>Why the answer is not to be stored; null when it is.</returns>
    public static string? ObjectionTo(RecordedResponse response)
    {
        if (response.Choices.Count == 0)
            return "the answer is empty";

        foreach (var choice in response.Choices)
        {
            if (choice.Finish is not (FinishReason.Stop or FinishReason.ToolCalls or FinishReason.Refusal))
                return $"the answer is not whole: it ended with {choice.Finish}";
            if (!choice.Parts.Any(SaysSomething))
                return "the answer is empty";
            if (choice.Parts.Any(part => TextsOf(part).Any(text => UnicodeText.IndexOfHalfPair(text) >= 0)))
                return "the answer has half a surrogate pair: it is not valid Unicode";
        }

        return null;
    }

    private static bool SaysSomething(RecordedPart part) => part switch
    {
        TextPart text => !string.IsNullOrWhiteSpace(text.Text),
        RefusalPart refusal => !string.IsNullOrWhiteSpace(refusal.Text),
        ToolCallPart => true,
        _ => false,
    };

    private static string[] TextsOf(RecordedPart part) => part switch
    {
        TextPart text => [text.Text],
        ReasoningPart reasoning => [reasoning.Text, reasoning.Signature ?? ""],
        RefusalPart refusal => [refusal.Text],
        ToolCallPart call => [call.Id, call.Name, call.Arguments],
        _ => [],
    };
}
