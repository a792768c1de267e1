namespace Likewise;

/// <summary>How much a cache keeps; what is more leaves, as <see cref="SemanticCacheOptions.Eviction"/> says.</summary>
public sealed record CacheLimits
{
    /// <summary>How many entries are kept.</summary>
    /// <value>At least 1.</value>
    public required int EntriesMax { get; init; }

    /// <summary>How many bytes of sealed payload are kept.</summary>
    /// <value>At least 1.</value>
    public required long PayloadBytesMax { get; init; }

    /// <summary>
    /// How many bytes entries take in this process: summaries, prompts, vectors, places in maps, aliases. Decoded answers, which
    /// have a limit of their own, are not among them.
    /// </summary>
    /// <value>At least 1; default: no such limit.</value>
    public long MemoryBytesMax { get; init; } = long.MaxValue;

    /// <summary>What is wrong with the limits, as a sentence; null where nothing is.</summary>
    internal string? Fault => Math.Min(EntriesMax, Math.Min(PayloadBytesMax, MemoryBytesMax)) < 1
        ? $"A limit is below 1: EntriesMax {EntriesMax}, PayloadBytesMax {PayloadBytesMax}, MemoryBytesMax {MemoryBytesMax}."
        : null;
}
