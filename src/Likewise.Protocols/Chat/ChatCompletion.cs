namespace Likewise.Protocols;

/// <summary>An answer of OpenAI's <c>POST /v1/chat/completions</c>.</summary>
/// <param name="Response">The answer in no protocol's terms.</param>
/// <param name="Lost">
/// What of the answer <paramref name="Response"/> does not hold, as a path; null when it holds all that matters. An answer that
/// lost something is not to be stored: its replay would differ.
/// </param>
public sealed record ChatCompletion(RecordedResponse Response, string? Lost)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="body">The JSON, UTF-8. Not kept.</param>
    /// <param name="limits">How much is read; null for the defaults.</param>
    /// <exception cref="ProtocolException">The body is no such answer; the message names the field.</exception>
    public static ChatCompletion Parse(ReadOnlySpan<byte> body, ProtocolLimits? limits = null) =>
        ChatCompletionParser.Parse(body, limits ?? ProtocolLimits.Default);
}
