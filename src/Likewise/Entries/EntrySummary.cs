namespace Likewise;

/// <summary>
/// Everything of an entry but its vector and its answer: small enough to be kept beside the vector, so that a decision reads no
/// payload. Immutable; what changes with use is <see cref="EntryActivity"/>.
/// </summary>
public sealed record EntrySummary
{
    private FeaturesSlot _features;

    /// <summary>The entry's name.</summary>
    public required EntryId Id { get; init; }

    /// <summary>Where the entry is found by the same words.</summary>
    public required ExactKey Key { get; init; }

    /// <summary>Whose entry it is; empty where there is one tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Who may be given it.</summary>
    /// <value>Default: <see cref="Visibility.Tenant"/>. What is public is its tenant's all the same, and leaves with it.</value>
    public Visibility Visibility { get; init; } = Visibility.Tenant;

    /// <summary>The part of the cache it lives in.</summary>
    public required string Namespace { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>The text that was embedded: the last user message, normalized.</summary>
    public required string Prompt { get; init; }

    /// <summary>Labels to invalidate by.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the answer was made from; it goes when one of them changes.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<EntrySource> Sources { get; init; } = [];

    /// <summary>How many whole parts of the cache had been invalidated when the answer was asked for.</summary>
    /// <value>Default: 0.</value>
    public long Epoch { get; init; }

    /// <summary>How far the entry may be shared: an exact-only entry is in no vector tier.</summary>
    public required Eligibility Eligibility { get; init; }

    /// <summary>What embedded the prompt.</summary>
    public required EmbedderIdentity Embedder { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends, however often it is used.</summary>
    public required Expiry Expiry { get; init; }

    /// <summary>What the answer cost, and so what each hit saves.</summary>
    public required TokenUsage Cost { get; init; }

    /// <summary>How long the model took to answer; zero where unknown. Each hit saves it.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Length of the sealed payload in bytes.</summary>
    public required int PayloadBytes { get; init; }

    /// <summary>
    /// Whether the entry is not to answer any more: its end has passed, or it was stored by a clock so far ahead that its whole
    /// life is yet to begin. Such a clock was wrong, and has been set since; the entry would outlive everything.
    /// </summary>
    internal bool HasEnded(DateTimeOffset now, in EntryActivity activity) =>
        HasEnded(now, activity.LastUsedAt, activity.Demand);

    /// <inheritdoc cref="HasEnded(DateTimeOffset, in EntryActivity)"/>
    internal bool HasEnded(DateTimeOffset now, DateTimeOffset lastUsedAt, long demand) =>
        Expiry.HasPassed(now, lastUsedAt, demand) || CreatedAt - now > Expiry.At - CreatedAt;

    /// <summary>What the prompt says, for the guards; made when first asked for.</summary>
    internal PromptFeatures Features => _features.Of(Prompt);
}
