namespace Likewise;

/// <summary>Whether, where and how much of what the cache decides is written down, to be replayed against other rules.</summary>
/// <remarks>
/// The log holds digests, similarities, verdicts and outcomes: enough to replay every decision, and no text. Format:
/// <c>docs/formats/decision-log.md</c>; read by <see cref="DecisionLogFile"/>.
/// </remarks>
public sealed class DecisionLogOptions
{
    /// <summary>The file that is written; those set aside stand beside it: <c>.1</c>, the latest, to <c>.7</c>.</summary>
    /// <value>Default: null, no log.</value>
    public string? Path { get; set; }

    /// <summary>How much all its files may hold together; beyond it the oldest eighth goes.</summary>
    /// <value>Bytes, at least 1 MiB; default 256 MiB: some two million decisions.</value>
    public long BytesMax { get; set; } = 256L << 20;

    /// <summary>How many decisions may wait to be written; further ones are left out, and counted in the log.</summary>
    /// <value>At least 1; default 8,192.</value>
    public int QueueMax { get; set; } = 8_192;

    /// <summary>Whether prompts, and the names of tenants, namespaces and models, are written too.</summary>
    /// <value>Default: false.</value>
    public bool IncludesText { get; set; }
}
