namespace Likewise.Protocols;

/// <summary>What every protocol's requests must be for somebody to answer them.</summary>
internal static class PromptCheck
{
    /// <summary>The message to be answered, the user's last or else the last of all, must say something.</summary>
    /// <param name="messages">The conversation, each with the field that its text came from.</param>
    /// <param name="source">The field that holds the messages.</param>
    /// <param name="limits">How long a text may be.</param>
    /// <exception cref="ProtocolException">It does not, or a text is too long.</exception>
    public static void Run((PromptMessage Message, string Path)[] messages, string source, ProtocolLimits limits)
    {
        if (messages.Length == 0)
            throw new ProtocolException($"'{source}' is empty: give at least the user's message.", source);

        foreach (var (message, path) in messages)
        {
            if (message.Text.Length > limits.TextCharsMax)
                throw new ProtocolException(
                    $"'{path}' has {message.Text.Length} characters: at most {limits.TextCharsMax} are taken.", path);
        }

        var asked = Array.FindLastIndex(messages, candidate => candidate.Message.Role == "user");
        var (prompt, place) = messages[asked < 0 ? messages.Length - 1 : asked];
        if (prompt.Content is PromptContent.Text or PromptContent.None && string.IsNullOrWhiteSpace(prompt.Text))
            throw new ProtocolException($"The prompt is empty: '{place}' needs a text.", place);
    }

    public static double? Temperature(JsonField root) => root.Optional("temperature") switch
    {
        null => null,
        { } field when field.Number() >= 0 => field.Number(),
        _ => throw new ProtocolException("'temperature' is negative: a number of at least 0 was expected.", "temperature"),
    };
}
