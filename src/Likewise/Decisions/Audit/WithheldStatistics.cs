namespace Likewise;

/// <summary>What the cache would have answered, had it not been told to hold back.</summary>
public sealed record WithheldStatistics
{
    /// <summary>Hits by meaning that were withheld.</summary>
    public long ByMeaning { get; init; }

    /// <summary>Hits by the same words that were withheld.</summary>
    public long BySameWords { get; init; }

    /// <summary>Tokens that models would not have had to read and write.</summary>
    public long Tokens { get; init; }

    /// <summary>Time that callers would not have had to wait.</summary>
    public TimeSpan Time { get; init; }
}
