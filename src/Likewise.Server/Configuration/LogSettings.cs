using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>What is logged.</summary>
public sealed class LogSettings
{
    /// <summary>The least important line that is written.</summary>
    /// <value>Default: information.</value>
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>How lines look.</summary>
    /// <value>Default: text.</value>
    public LogFormat Format { get; set; }

    /// <summary>Whether prompts and answers may be logged, at trace level; keys never are.</summary>
    /// <value>Default: false.</value>
    public bool Content { get; set; }
}
