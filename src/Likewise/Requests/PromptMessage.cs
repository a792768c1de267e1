using System.Text.Json;

namespace Likewise;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks: <c>system</c>, <c>developer</c>, <c>user</c>, <c>assistant</c>, <c>tool</c>.</param>
/// <param name="Text">The message's text, its text parts joined by a line feed; empty where it has none.</param>
public sealed record PromptMessage(string Role, string Text)
{
    /// <summary>What the message carries.</summary>
    /// <value>Default: text.</value>
    public PromptContent Content { get; init; } = PromptContent.Text;

    /// <summary>
    /// A JSON object with everything of the message that is neither role nor text (names, tool calls, images); it must match
    /// exactly, whatever the order of its keys.
    /// </summary>
    /// <value>Default: undefined, which means nothing.</value>
    public JsonElement Extra { get; init; }

    /// <summary>A message of the user.</summary>
    public static PromptMessage User(string text) => new("user", text);

    /// <summary>Instructions to the model.</summary>
    public static PromptMessage System(string text) => new("system", text);

    /// <summary>An earlier answer of the model.</summary>
    public static PromptMessage Assistant(string text) => new("assistant", text);
}
