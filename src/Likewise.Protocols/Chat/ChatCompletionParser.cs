using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Reads chat answers.</summary>
internal static class ChatCompletionParser
{
    public static WireAnswer Parse(ReadOnlySpan<byte> body, ProtocolLimits limits)
    {
        var root = JsonBody.Parse(body, limits);
        var choices = root.Required("choices").Items().OrderBy(choice => choice.Optional("index")?.Integer() ?? 0).ToArray();
        if (choices.Length == 0)
            throw new ProtocolException("'choices' is empty.", "choices");

        var response = new RecordedResponse
        {
            Choices = [.. choices.Select(ReadChoice)],
            Model = root.Optional("model")?.Text() ?? "",
            Usage = root.Optional("usage") is { } usage ? ChatUsage.Read(usage) : default,
        };
        return new WireAnswer(response, choices.Select(FindLost).FirstOrDefault(lost => lost is not null));
    }

    private static RecordedChoice ReadChoice(JsonField choice)
    {
        var message = choice.Required("message");
        var parts = new List<RecordedPart>();
        if (NonEmpty(message.Optional("reasoning_content")) is { } reasoning)
            parts.Add(new ReasoningPart(reasoning, null));
        if (NonEmpty(message.Optional("content")) is { } text)
            parts.Add(new TextPart(text));
        if (NonEmpty(message.Optional("refusal")) is { } refusal)
            parts.Add(new RefusalPart(refusal));
        if (message.Optional("tool_calls") is { } calls)
            parts.AddRange(calls.Items().Where(IsFunction).Select(ReadToolCall));

        var finish = FinishOf(choice);
        var refused = finish == FinishReason.Stop && parts.Exists(part => part is RefusalPart);
        return new RecordedChoice(parts, refused ? FinishReason.Refusal : finish);
    }

    private static string? NonEmpty(JsonField? field) => field?.Text() is { Length: > 0 } text ? text : null;

    private static bool IsFunction(JsonField call) => (call.Optional("type")?.Text() ?? "function") == "function";

    private static ToolCallPart ReadToolCall(JsonField call)
    {
        var function = call.Required("function");
        return new ToolCallPart(
            call.Optional("id")?.Text() ?? "", function.Required("name").Text(), function.Optional("arguments")?.Text() ?? "");
    }

    private static FinishReason FinishOf(JsonField choice) => ChatFinish.Read(choice.Optional("finish_reason")?.Text());

    /// <summary>
    /// What the recording does not hold. Everything inside a message is the answer, so any field unknown there counts; around it
    /// stand a service's own notes (filter results, fingerprints), of which only log probabilities were asked for.
    /// </summary>
    private static string? FindLost(JsonField choice)
    {
        if (choice.Optional("logprobs") is { } logprobs)
            return logprobs.Path;
        if (FinishOf(choice) is FinishReason.Unknown or FinishReason.Interrupted)
            return $"{choice.Path}.finish_reason";

        var message = choice.Required("message");
        foreach (var property in message.Value.EnumerateObject())
        {
            var field = message.At(property);
            var isHeld = property.Name switch
            {
                "content" or "refusal" or "reasoning_content" => true,
                "role" => JsonField.Is(field.Value, "assistant"),
                "tool_calls" => field.Value.ValueKind == JsonValueKind.Null || field.Items().All(IsFunction),
                _ => JsonField.IsNothing(property.Value),
            };
            if (!isHeld)
                return field.Path;
        }

        return null;
    }
}
