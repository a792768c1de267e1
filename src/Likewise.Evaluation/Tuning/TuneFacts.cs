namespace Likewise.Evaluation;

/// <summary>What a log says happened.</summary>
public sealed record TuneFacts
{
    /// <summary>Lookups that are in it.</summary>
    public required int Lookups { get; init; }

    /// <summary>Entries that are in it.</summary>
    public required int Entries { get; init; }

    /// <summary>How often a cache was started, as far as the log knows.</summary>
    public required int Runs { get; init; }

    /// <summary>The first and the last lookup; null without one.</summary>
    public required (DateTimeOffset First, DateTimeOffset Last)? Span { get; init; }

    /// <summary>How often it became known whether an answer was right, by how.</summary>
    public required IReadOnlyDictionary<OutcomeSource, (int Right, int Wrong)> Outcomes { get; init; }

    /// <summary>Lookups of which a label says what they were about.</summary>
    public required int Labels { get; init; }

    /// <summary>Hits that were not served, and compared with the model's own answers; replays count them as hits.</summary>
    public required int Withheld { get; init; }

    /// <summary>Misses by their reason.</summary>
    public required IReadOnlyDictionary<MissReason, int> Misses { get; init; }

    /// <summary>Records that were left out.</summary>
    public required long Dropped { get; init; }

    /// <summary>Bytes that cannot be read.</summary>
    public required long DamagedBytes { get; init; }

    /// <summary>What was in force at the end.</summary>
    public required LoggedRun InForce { get; init; }
}
