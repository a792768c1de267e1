namespace Likewise.Protocols;

/// <summary>Why an answer ended, in chat's words.</summary>
internal static class ChatFinish
{
    public static FinishReason Read(string? reason) => reason switch
    {
        "stop" => FinishReason.Stop,
        "tool_calls" => FinishReason.ToolCalls,
        "length" => FinishReason.Length,
        "content_filter" => FinishReason.ContentFilter,
        null => FinishReason.Interrupted,
        _ => FinishReason.Unknown,
    };

    /// <returns>Null, which the protocol writes for "has not ended", where it was broken off.</returns>
    public static string? Write(FinishReason finish) => finish switch
    {
        FinishReason.Stop or FinishReason.Refusal => "stop",
        FinishReason.ToolCalls => "tool_calls",
        FinishReason.Length => "length",
        FinishReason.ContentFilter => "content_filter",
        _ => null,
    };
}
