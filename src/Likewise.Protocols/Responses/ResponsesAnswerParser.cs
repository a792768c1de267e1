namespace Likewise.Protocols;

/// <summary>Reads whole answers of OpenAI's responses.</summary>
internal static class ResponsesAnswerParser
{
    private const string Gap = "\n\n";

    public static WireAnswer Parse(JsonField root)
    {
        var parts = new List<RecordedPart>();
        string? lost = root.Optional("error")?.Path;
        foreach (var item in root.Required("output").Items())
        {
            if (FindLost(item) is { } path)
                lost ??= path;
            else
                parts.AddRange(Read(item));
        }

        var finish = FinishOf(root, parts);
        if (finish is FinishReason.Unknown or FinishReason.Interrupted)
            lost ??= "status";
        var response = new RecordedResponse
        {
            Choices = [new RecordedChoice(parts, finish)],
            Model = root.Optional("model")?.Text() ?? "",
            Usage = root.Optional("usage") is { } usage ? ResponsesUsage.Read(usage) : default,
        };
        return new WireAnswer(response, lost);
    }

    /// <summary>What of an item a recording does not hold: whole kinds, and any field that nobody here knows.</summary>
    public static string? FindLost(JsonField item)
    {
        var type = item.Required("type").Text();
        foreach (var property in item.Value.EnumerateObject())
        {
            var isHeld = (type, property.Name) switch
            {
                (_, "type" or "id" or "status") => true,
                ("message", "role") => JsonField.Is(property.Value, "assistant"),
                ("message", "content") => true,
                ("function_call", "call_id" or "name" or "arguments") => true,
                ("reasoning", "summary" or "encrypted_content" or "content") => true,
                _ => JsonField.IsNothing(property.Value),
            };
            if (!isHeld)
                return $"{item.Path}.{JsonField.Shown(property.Name)}";
        }

        return type switch
        {
            "message" => item.Optional("content")?.Items().Select(FindLostIn).FirstOrDefault(lost => lost is not null),
            "function_call" => null,
            "reasoning" => ThoughtOf(item, "summary").Length > 0 && ThoughtOf(item, "content").Length > 0
                ? $"{item.Path}.content" : null,
            _ => item.Path,
        };
    }

    public static FinishReason FinishOf(JsonField root, IReadOnlyList<RecordedPart> parts) =>
        root.Optional("status")?.Text() switch
        {
            "completed" when parts.Any(part => part is ToolCallPart) => FinishReason.ToolCalls,
            "completed" => parts.Any(part => part is RefusalPart) ? FinishReason.Refusal : FinishReason.Stop,
            "incomplete" => root.Optional("incomplete_details")?.Optional("reason")?.Text() switch
            {
                "max_output_tokens" => FinishReason.Length,
                "content_filter" => FinishReason.ContentFilter,
                _ => FinishReason.Unknown,
            },
            _ => FinishReason.Interrupted,
        };

    /// <summary>What proves a thought when it is sent back.</summary>
    public static string? ProofOf(JsonField reasoning) =>
        reasoning.Optional("encrypted_content")?.Text() is { Length: > 0 } proof ? proof : null;

    private static string? FindLostIn(JsonField content)
    {
        var type = content.Required("type").Text();
        foreach (var property in content.Value.EnumerateObject())
        {
            var isHeld = (type, property.Name) is (_, "type") or ("output_text", "text") or ("refusal", "refusal");
            if (!isHeld && !JsonField.IsNothing(property.Value))
                return $"{content.Path}.{JsonField.Shown(property.Name)}";
        }

        return type is "output_text" or "refusal" ? null : content.Path;
    }

    private static IEnumerable<RecordedPart> Read(JsonField item)
    {
        switch (item.Required("type").Text())
        {
            case "function_call":
                return
                [
                    new ToolCallPart(
                        item.Required("call_id").Text(), item.Required("name").Text(), item.Required("arguments").Text()),
                ];
            case "reasoning":
                var (summary, proof) = (ThoughtOf(item, "summary"), ProofOf(item));
                var thought = summary.Length > 0 ? summary : ThoughtOf(item, "content");
                return thought.Length > 0 || proof is not null ? [new ReasoningPart(thought, proof)] : [];
            default:
                return item.Required("content").Items().Select(content => content.Optional("refusal") is { } refusal
                    ? (RecordedPart)new RefusalPart(refusal.Text())
                    : new TextPart(content.Required("text").Text()));
        }
    }

    private static string ThoughtOf(JsonField reasoning, string field) => string.Join(
        Gap, reasoning.Optional(field)?.Items().Select(part => part.Required("text").Text()) ?? []);
}
