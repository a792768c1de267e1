namespace Likewise;

/// <summary>An entry that later records speak of: it was stored, or was there and is met for the first time.</summary>
public sealed record LoggedEntry : LoggedRecord
{
    /// <summary>Its number in this reading, from 0; the same wherever the entry is spoken of.</summary>
    public required int Number { get; init; }

    /// <summary>Its name.</summary>
    public required EntryId Id { get; init; }

    /// <summary>Where it lives.</summary>
    public required LoggedPlace Place { get; init; }

    /// <summary>The first eight bytes of its prompt's fingerprint: with the scope, where it is found by the same words.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>The lookup whose miss it was stored after; 0 where the log does not know.</summary>
    public required long Origin { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends.</summary>
    public required Expiry Expiry { get; init; }

    /// <summary>What the answer cost, and each hit saves.</summary>
    public required TokenUsage Cost { get; init; }

    /// <summary>How long the model took.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>The prompt.</summary>
    /// <value>Null where the log includes no text.</value>
    public string? Prompt { get; init; }
}
