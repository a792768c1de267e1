namespace Likewise.Server;

/// <summary>The built-in upstream that is used where none is configured.</summary>
public sealed class DemoSettings
{
    /// <summary>How long it takes over an answer, as a model would.</summary>
    /// <value>Zero to one minute; default 400 milliseconds.</value>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(400);
}
