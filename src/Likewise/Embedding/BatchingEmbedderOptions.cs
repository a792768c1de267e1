namespace Likewise;

/// <summary>Limits of a <see cref="BatchingEmbedder"/>.</summary>
public sealed class BatchingEmbedderOptions
{
    /// <summary>How many calls of the embedder run at once.</summary>
    /// <value>
    /// At least 1; default: one for each processor, which suits an embedder in this process. A remote one bears more.
    /// </value>
    public int CallsMax { get; set; } = Environment.ProcessorCount;

    /// <summary>How many texts share one call.</summary>
    /// <value>At least 1; default 16; 1: each is called alone.</value>
    public int BatchTextsMax { get; set; } = 16;

    /// <summary>How many callers may wait; further ones fail at once, which to a cache is a miss.</summary>
    /// <value>Not negative; default 1,024.</value>
    public int WaitingMax { get; set; } = 1024;
}
