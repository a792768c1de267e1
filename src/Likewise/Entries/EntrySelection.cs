namespace Likewise;

/// <summary>Chooses entries by what is said of them and, where that is wished, by what they mean.</summary>
public sealed record EntrySelection
{
    /// <summary>Which entries come into question.</summary>
    /// <value>Default: every one.</value>
    public EntryFilter Filter { get; init; } = EntryFilter.All;

    /// <summary>Only entries whose prompt means about the same as this text, in whatever scope.</summary>
    /// <value>Default: null, whatever they mean.</value>
    public string? Like { get; init; }

    /// <summary>How far from <see cref="Like"/> an entry may be.</summary>
    /// <value>Cosine similarity in [-1, 1]; default 0.90. A smaller value chooses more.</value>
    public double SimilarityMin { get; init; } = 0.90;
}
