using System.Text.Json;

namespace Likewise;

/// <summary>Compares answers by what is no text: whether they are whole, refuse, or call tools.</summary>
internal static class AnswerShape
{
    /// <returns>Null where both are texts, and only these can tell.</returns>
    public static AnswerAgreement? Compare(RecordedResponse cached, RecordedResponse fresh)
    {
        // 1. An answer that is cut off, or empty, says nothing of what it would have said.
        if (Admission.ObjectionTo(cached) is not null || Admission.ObjectionTo(fresh) is not null)
            return AnswerAgreement.Unknown;

        // 2. Who is refused misses nothing by another refusal.
        var (one, other) = (cached.Choices[0], fresh.Choices[0]);
        if (Refuses(one) || Refuses(other))
            return Refuses(one) && Refuses(other) ? AnswerAgreement.Same : AnswerAgreement.Different;

        // 3. A call is taken to the letter, whatever is said beside it.
        var (calls, otherCalls) = (CallsOf(one), CallsOf(other));
        if (calls.Length + otherCalls.Length > 0)
            return calls.SequenceEqual(otherCalls) ? AnswerAgreement.Same : AnswerAgreement.Different;
        return null;
    }

    private static bool Refuses(RecordedChoice choice) =>
        choice.Finish == FinishReason.Refusal || choice.Parts.Any(part => part is RefusalPart);

    /// <summary>Names and arguments; the model makes up a new id for each call.</summary>
    private static (string Name, string Arguments)[] CallsOf(RecordedChoice choice) =>
        [.. choice.Parts.OfType<ToolCallPart>().Select(call => (call.Name, Canonical(call.Arguments)))];

    private static string Canonical(string arguments)
    {
        try
        {
            using var json = JsonDocument.Parse(arguments);
            return AnswerData.Canonical(json.RootElement);
        }
        catch (JsonException)
        {
            return arguments;
        }
    }
}
