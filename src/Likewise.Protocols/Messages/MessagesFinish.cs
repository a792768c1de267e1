namespace Likewise.Protocols;

/// <summary>Why an answer ended, in Anthropic's words.</summary>
internal static class MessagesFinish
{
    public static FinishReason Read(string? reason) => reason switch
    {
        "end_turn" or "stop_sequence" => FinishReason.Stop,
        "tool_use" => FinishReason.ToolCalls,
        "refusal" => FinishReason.Refusal,
        "max_tokens" or "model_context_window_exceeded" => FinishReason.Length,
        null => FinishReason.Interrupted,
        _ => FinishReason.Unknown,
    };

    /// <returns>Null, which the protocol writes for "has not ended", where it was broken off.</returns>
    public static string? Write(FinishReason finish, string? stopSequence) => finish switch
    {
        FinishReason.Stop => stopSequence is null ? "end_turn" : "stop_sequence",
        FinishReason.ToolCalls => "tool_use",
        FinishReason.Refusal or FinishReason.ContentFilter => "refusal",
        FinishReason.Length => "max_tokens",
        _ => null,
    };
}
