namespace Likewise.Protocols;

/// <summary>Reads the events of Anthropic's messages.</summary>
internal sealed class MessagesStreamParser(ProtocolLimits limits) : WireStreamParser
{
    private readonly Dictionary<long, Block> _blocks = [];
    private TokenUsage _usage;
    private int _calls;

    public override AnswerPieces Parse(SseEvent part)
    {
        if (part.Data.IsEmpty)
            return AnswerPieces.None;

        var root = JsonBody.Parse(part.Data.Span, limits);
        return root.Required("type").Text() switch
        {
            "message_start" => Begin(root.Required("message")),
            "content_block_start" => Open(IndexOf(root), root.Required("content_block")),
            "content_block_delta" => Continue(BlockOf(root), root.Required("delta")),
            "content_block_stop" => Close(BlockOf(root)),
            "message_delta" => Finish(root),
            "message_stop" or "ping" => AnswerPieces.None,
            _ => new AnswerPieces([], root.Required("type").Text()), // An error, or something that this version does not know.
        };
    }

    private AnswerPieces Begin(JsonField message)
    {
        _usage = message.Optional("usage") is { } usage ? MessagesUsage.Read(usage) : default;
        return new AnswerPieces(
            [new ModelDelta(message.Optional("model")?.Text() ?? ""), new UsageDelta(_usage)],
            message.Optional("container")?.Path);
    }

    private AnswerPieces Open(long index, JsonField content)
    {
        var type = content.Required("type").Text();
        var block = new Block(type, type == "tool_use" ? _calls++ : 0);
        _blocks[index] = block;
        return MessagesAnswerParser.FindLost(content) is { } lost ? new AnswerPieces([], lost) : type switch
        {
            "text" => Pieces(new TextDelta(0, content.Required("text").Text())),
            "thinking" => Pieces(new ReasoningDelta(0, content.Required("thinking").Text(), null)),
            _ => Pieces(new ToolCallDelta(
                0, block.Call, content.Required("id").Text(), content.Required("name").Text(), "")),
        };
    }

    private static AnswerPieces Continue(Block block, JsonField delta)
    {
        var type = delta.Required("type").Text();
        switch (type)
        {
            case "text_delta":
                return Pieces(new TextDelta(0, delta.Required("text").Text()));
            case "thinking_delta":
                return Pieces(new ReasoningDelta(0, delta.Required("thinking").Text(), null));
            case "signature_delta":
                return Pieces(new ReasoningDelta(0, "", delta.Required("signature").Text()));
            case "input_json_delta":
                var json = delta.Required("partial_json").Text();
                block.HasInput |= json.Length > 0;
                return Pieces(new ToolCallDelta(0, block.Call, null, null, json));
            default:
                return new AnswerPieces([], type);
        }
    }

    /// <summary>A tool that takes nothing has an empty object for its input, and no event that says so.</summary>
    private static AnswerPieces Close(Block block) => block is { Type: "tool_use", HasInput: false }
        ? Pieces(new ToolCallDelta(0, block.Call, null, null, "{}"))
        : AnswerPieces.None;

    private AnswerPieces Finish(JsonField root)
    {
        var delta = root.Required("delta");
        _usage = root.Optional("usage") is { } usage ? MessagesUsage.Read(usage, _usage) : _usage;
        var finish = MessagesFinish.Read(delta.Optional("stop_reason")?.Text());
        return new AnswerPieces(
            [
                new FinishDelta(0, finish) { StopSequence = delta.Optional("stop_sequence")?.Text() },
                new UsageDelta(_usage),
            ],
            finish == FinishReason.Unknown ? "stop_reason" : delta.Optional("container")?.Path);
    }

    private static AnswerPieces Pieces(ResponseDelta delta) => new([delta], null);

    private static long IndexOf(JsonField root) => root.Required("index").Integer();

    private Block BlockOf(JsonField root) => _blocks.TryGetValue(IndexOf(root), out var block)
        ? block
        : throw new ProtocolException($"block {IndexOf(root)} has not begun.", "index");

    private sealed class Block(string type, int call)
    {
        public string Type => type;

        public int Call => call;

        public bool HasInput { get; set; }
    }
}
