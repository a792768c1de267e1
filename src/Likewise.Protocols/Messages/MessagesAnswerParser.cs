namespace Likewise.Protocols;

/// <summary>Reads whole answers of Anthropic's.</summary>
internal static class MessagesAnswerParser
{
    public static WireAnswer Parse(JsonField root)
    {
        var parts = new List<RecordedPart>();
        string? lost = root.Optional("container")?.Path;
        foreach (var block in root.Required("content").Items())
        {
            if (FindLost(block) is { } path)
                lost ??= path;
            else
                parts.Add(Read(block));
        }

        var reason = root.Optional("stop_reason");
        var finish = MessagesFinish.Read(reason?.Text());
        if (finish is FinishReason.Unknown or FinishReason.Interrupted)
            lost ??= "stop_reason";
        var response = new RecordedResponse
        {
            Choices = [new RecordedChoice(parts, finish) { StopSequence = root.Optional("stop_sequence")?.Text() }],
            Model = root.Optional("model")?.Text() ?? "",
            Usage = root.Optional("usage") is { } usage ? MessagesUsage.Read(usage) : default,
        };
        return new WireAnswer(response, lost);
    }

    /// <summary>What of a block a recording does not hold: whole kinds, and any field that nobody here knows.</summary>
    public static string? FindLost(JsonField block)
    {
        var type = block.Required("type").Text();
        foreach (var property in block.Value.EnumerateObject())
        {
            var isHeld = (type, property.Name) switch
            {
                (_, "type") or ("text", "text") => true,
                ("thinking", "thinking" or "signature") => true,
                ("tool_use", "id" or "name" or "input") => true,
                ("tool_use", "caller") => ToolShape.IsOfType(property.Value, "direct"),
                _ => JsonField.IsNothing(property.Value),
            };
            if (!isHeld)
                return $"{block.Path}.{JsonField.Shown(property.Name)}";
        }

        return type is "text" or "thinking" or "tool_use" ? null : block.Path;
    }

    private static RecordedPart Read(JsonField block) => block.Required("type").Text() switch
    {
        "text" => new TextPart(block.Required("text").Text()),
        "thinking" => new ReasoningPart(
            block.Required("thinking").Text(), block.Optional("signature")?.Text() is { Length: > 0 } proof ? proof : null),
        _ => new ToolCallPart(
            block.Required("id").Text(), block.Required("name").Text(), block.Optional("input")?.Value.GetRawText() ?? "{}"),
    };
}
