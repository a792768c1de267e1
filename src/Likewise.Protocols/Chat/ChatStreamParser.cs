namespace Likewise.Protocols;

/// <summary>Reads OpenAI's <c>chat.completion.chunk</c> events.</summary>
internal sealed class ChatStreamParser(ProtocolLimits limits) : WireStreamParser
{
    private bool _isNamed;

    public override AnswerPieces Parse(SseEvent part)
    {
        if (part.Data.IsEmpty || part.Data.Span.Trim((byte)' ').SequenceEqual("[DONE]"u8))
            return AnswerPieces.None;

        var root = JsonBody.Parse(part.Data.Span, limits);
        if (root.Optional("error") is { } error)
            return new AnswerPieces([], error.Path);

        var deltas = new List<ResponseDelta>();
        if (!_isNamed && root.Optional("model")?.Text() is { Length: > 0 } model)
        {
            _isNamed = true;
            deltas.Add(new ModelDelta(model));
        }

        string? lost = null;
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
        var lost = choice.Optional("logprobs")?.Path;
        if (choice.Optional("delta") is { } delta)
            lost = ReadDelta(delta, index, deltas) ?? lost;

        if (choice.Optional("finish_reason") is { } reason)
        {
            var finish = ChatFinish.Read(reason.Text());
            deltas.Add(new FinishDelta(index, finish));
            lost = finish == FinishReason.Unknown ? reason.Path : lost;
        }

        return lost;
    }

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
