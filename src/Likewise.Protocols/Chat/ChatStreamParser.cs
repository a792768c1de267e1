namespace Likewise.Protocols;

/// <summary>Reads OpenAI's <c>chat.completion.chunk</c> events.</summary>
internal sealed class ChatStreamParser(ProtocolLimits limits) : ChoiceStreamParser(limits)
{
    protected override string? ReadSaid(JsonField choice, int index, List<ResponseDelta> deltas) =>
        choice.Optional("delta") is { } delta ? ReadDelta(delta, index, deltas) : null;

    private static string? ReadDelta(JsonField delta, int choice, List<ResponseDelta> deltas)
    {
        string? lost = null;
        foreach (var property in delta.Value.EnumerateObject())
        {
            var field = delta.At(property);
            if (JsonField.IsNothing(property.Value))
                continue;

            switch (property.Name)
            {
                case "content":
                    deltas.Add(new TextDelta(choice, field.Text()));
                    break;
                case "reasoning_content":
                    deltas.Add(new ReasoningDelta(choice, field.Text(), null));
                    break;
                case "refusal":
                    deltas.Add(new RefusalDelta(choice, field.Text()));
                    break;
                case "tool_calls":
                    lost = ReadCalls(field, choice, deltas) ?? lost;
                    break;
                case "role" when JsonField.Is(property.Value, "assistant"):
                    break;
                default:
                    lost = field.Path;
                    break;
            }
        }

        return lost;
    }

    private static string? ReadCalls(JsonField calls, int choice, List<ResponseDelta> deltas)
    {
        string? lost = null;
        foreach (var call in calls.Items())
        {
            if (call.Optional("type")?.Text() is { Length: > 0 } type && type != "function")
            {
                lost = call.Path;
                continue;
            }

            var function = call.Optional("function");
            deltas.Add(new ToolCallDelta(
                choice,
                (int)Math.Clamp(call.Optional("index")?.Integer() ?? 0, 0, int.MaxValue),
                call.Optional("id")?.Text(),
                function?.Optional("name")?.Text(),
                function?.Optional("arguments")?.Text() ?? ""));
        }

        return lost;
    }
}
