namespace Likewise.Server;

/// <summary>What embeds prompts.</summary>
public sealed class ModelSettings
{
    /// <summary>A directory with a sentence encoder in Hugging Face layout.</summary>
    /// <value>Default: null, the encoder that comes with Likewise.</value>
    public string? Path { get; set; }

    /// <summary>What the encoder of <see cref="Path"/> is called, in entries and by <c>/health</c>.</summary>
    /// <value>Default: null, as its files say.</value>
    public string? Name { get; set; }
}
