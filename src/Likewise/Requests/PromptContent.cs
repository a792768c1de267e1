namespace Likewise;

/// <summary>What a message carries. Anything but text keeps a request out of semantic answers.</summary>
[Flags]
public enum PromptContent
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Text.</summary>
    Text = 1,

    /// <summary>An image.</summary>
    Image = 2,

    /// <summary>Sound.</summary>
    Audio = 4,

    /// <summary>A file or document.</summary>
    File = 8,

    /// <summary>The model's wish to call a tool.</summary>
    ToolCall = 16,

    /// <summary>What a tool answered.</summary>
    ToolResult = 32,

    /// <summary>Something this version does not know.</summary>
    Unknown = 64,
}
