namespace Likewise.Protocols;

/// <summary>Reads the events of OpenAI's responses.</summary>
internal sealed class ResponsesStreamParser(ProtocolLimits limits) : WireStreamParser
{
    private readonly Dictionary<long, Call> _calls = [];
    private bool _isNamed;

    public override AnswerPieces Parse(SseEvent part)
    {
        if (part.Data.IsEmpty || part.Data.Span.Trim((byte)' ').SequenceEqual("[DONE]"u8)) // Which some services add.
            return AnswerPieces.None;

        var root = JsonBody.Parse(part.Data.Span, limits);
        var type = root.Required("type").Text();
        return type switch
        {
            "response.created" or "response.queued" or "response.in_progress" => Name(root.Required("response")),
            "response.output_item.added" => Open(root),
            "response.content_part.added" => Expect(root.Required("part"), "output_text", "refusal", "reasoning_text"),
            "response.output_text.delta" => Pieces(new TextDelta(0, DeltaOf(root))),
            "response.refusal.delta" => Pieces(new RefusalDelta(0, DeltaOf(root))),
            "response.reasoning_summary_text.delta" or "response.reasoning_text.delta" =>
                Pieces(new ReasoningDelta(0, DeltaOf(root), null)),
            "response.reasoning_summary_part.added" => root.Required("summary_index").Integer() > 0
                ? Pieces(new ReasoningDelta(0, "\n\n", null))
                : AnswerPieces.None,
            "response.function_call_arguments.delta" => Argue(CallOf(root), DeltaOf(root)),
            "response.output_item.done" => Close(root),
            "response.completed" or "response.incomplete" or "response.failed" => Finish(root.Required("response")),
            "response.output_text.done" or "response.refusal.done" or "response.content_part.done"
                or "response.reasoning_summary_text.done" or "response.reasoning_text.done"
                or "response.reasoning_summary_part.done" or "response.function_call_arguments.done" => AnswerPieces.None,
            "keepalive" => AnswerPieces.None,
            _ => new AnswerPieces([], type), // An error, or something that this version does not know.
        };
    }

    private AnswerPieces Name(JsonField response)
    {
        if (_isNamed || response.Optional("model")?.Text() is not { Length: > 0 } model)
            return AnswerPieces.None;
        _isNamed = true;
        return Pieces(new ModelDelta(model));
    }

    private AnswerPieces Open(JsonField root)
    {
        var item = root.Required("item");
        if (!ToolShape.IsOfType(item.Value, "function_call"))
            return Expect(item, "message", "reasoning");

        var call = new Call(_calls.Count);
        _calls[root.Required("output_index").Integer()] = call;
        return Pieces(new ToolCallDelta(0, call.Number, item.Required("call_id").Text(), item.Required("name").Text(), ""));
    }

    private static AnswerPieces Argue(Call call, string arguments)
    {
        call.HasArguments |= arguments.Length > 0;
        return Pieces(new ToolCallDelta(0, call.Number, null, null, arguments));
    }

    /// <summary>The whole item comes once more; what its pieces did not say is taken from it.</summary>
    private AnswerPieces Close(JsonField root)
    {
        var item = root.Required("item");
        if (ResponsesAnswerParser.FindLost(item) is { } lost)
            return new AnswerPieces([], lost);
        if (ToolShape.IsOfType(item.Value, "function_call") && CallOf(root) is { HasArguments: false } call)
            return Argue(call, item.Required("arguments").Text());
        return ToolShape.IsOfType(item.Value, "reasoning") && ResponsesAnswerParser.ProofOf(item) is { } proof
            ? Pieces(new ReasoningDelta(0, "", proof))
            : AnswerPieces.None;
    }

    private static AnswerPieces Finish(JsonField response)
    {
        var answer = ResponsesAnswerParser.Parse(response);
        return new AnswerPieces(
            [new FinishDelta(0, answer.Response.Choices[0].Finish), new UsageDelta(answer.Response.Usage)], answer.Lost);
    }

    private static AnswerPieces Expect(JsonField field, params ReadOnlySpan<string> types) =>
        types.Contains(field.Required("type").Text()) ? AnswerPieces.None : new AnswerPieces([], field.Path);

    private static AnswerPieces Pieces(ResponseDelta delta) => new([delta], null);

    private static string DeltaOf(JsonField root) => root.Required("delta").Text();

    private Call CallOf(JsonField root) => _calls.TryGetValue(root.Required("output_index").Integer(), out var call)
        ? call
        : throw new ProtocolException("a tool call has not begun.", "output_index");

    private sealed class Call(int number)
    {
        public int Number => number;

        public bool HasArguments { get; set; }
    }
}
