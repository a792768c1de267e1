namespace Likewise.Protocols;

/// <summary>The body of <c>POST /chat_semantic_cache</c>: <c>{"prompt": "…"}</c> and nothing else.</summary>
public static class PromptBody
{
    private const string Prompt = "prompt";

    /// <summary>Reads the prompt.</summary>
    /// <param name="body">The JSON, UTF-8. Not kept.</param>
    /// <param name="limits">How much is read; null for the defaults.</param>
    /// <returns>A text that is not blank, valid Unicode, without NUL.</returns>
    /// <exception cref="ProtocolException">The body is something else; the message names the field.</exception>
    public static string Parse(ReadOnlySpan<byte> body, ProtocolLimits? limits = null)
    {
        var root = JsonBody.Parse(body, limits ?? ProtocolLimits.Default);
        foreach (var property in root.Value.EnumerateObject())
        {
            // This body is ours alone: a field that is not known is a mistake, and one that is passed over would hide it.
            if (property.Name != Prompt)
                throw Unknown(JsonField.Shown(property.Name));
        }

        var prompt = root.Required(Prompt).Prose();
        return string.IsNullOrWhiteSpace(prompt)
            ? throw new ProtocolException($"The prompt is empty: '{Prompt}' needs a text.", Prompt)
            : prompt;
    }

    private static ProtocolException Unknown(string name) =>
        new($"'{name}' is not a field of this request; its one field is '{Prompt}'.", name);
}
