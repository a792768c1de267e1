namespace Likewise;

/// <summary>Chooses entries. Every condition that is set must hold; with none set, every entry is chosen.</summary>
public sealed record EntryFilter
{
    private readonly string? _prompt;

    /// <summary>Chooses every entry.</summary>
    public static EntryFilter All { get; } = new();

    /// <summary>Only this tenant's.</summary>
    /// <value>Default: null, any.</value>
    public string? Tenant { get; init; }

    /// <summary>Only in this namespace.</summary>
    /// <value>Default: null, any.</value>
    public string? Namespace { get; init; }

    /// <summary>Only entries that this model answered.</summary>
    /// <value>Default: null, any.</value>
    public string? Model { get; init; }

    /// <summary>Only entries whose prompts this embedder embedded.</summary>
    /// <value>Default: null, any.</value>
    public EmbedderIdentity? Embedder { get; init; }

    /// <summary>Only entries that carry at least one of these tags.</summary>
    /// <value>Default: empty, any.</value>
    public IReadOnlyList<string> AnyTag { get; init; } = [];

    /// <summary>Only entries that carry each of these tags.</summary>
    /// <value>Default: empty, any.</value>
    public IReadOnlyList<string> AllTags { get; init; } = [];

    /// <summary>
    /// Only entries that were made from one of these sources in another version than is named here; where none is named, in any.
    /// </summary>
    /// <value>Default: empty, any. It is given the sources as they are now, and chooses what they have outdated.</value>
    public IReadOnlyList<EntrySource> ChangedSources { get; init; } = [];

    /// <summary>Only entries of these exact keys.</summary>
    /// <value>Default: empty, any.</value>
    public IReadOnlyCollection<ExactKey> Keys { get; init; } = [];

    /// <summary>Only entries of this scope.</summary>
    /// <value>Default: null, any.</value>
    public Scope? Scope { get; init; }

    /// <summary>Only entries of these words, in whatever scope.</summary>
    /// <value>Default: null, any. Normalized as a request's prompt is: composed, without space around it.</value>
    /// <exception cref="ArgumentException">The text has half a surrogate pair.</exception>
    public string? Prompt
    {
        get => _prompt;
        init => _prompt = value is null ? null : PromptText.Canonical(value);
    }

    /// <summary>Only entries whose prompt has this in it, in upper or lower case.</summary>
    /// <value>Default: null, any.</value>
    public string? PromptContains { get; init; }

    /// <summary>Only entries stored before this moment.</summary>
    /// <value>Default: null, any.</value>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Only entries stored at this moment or after it.</summary>
    /// <value>Default: null, any.</value>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Whether no condition is set.</summary>
    internal bool IsAll =>
        (Tenant ?? Namespace ?? Model ?? Prompt ?? PromptContains) is null && Embedder is null && Scope is null
        && CreatedBefore is null && CreatedFrom is null
        && AnyTag.Count == 0 && AllTags.Count == 0 && ChangedSources.Count == 0 && Keys.Count == 0;

    /// <summary>Whether an entry is chosen.</summary>
    public bool Matches(EntrySummary entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (Tenant is null || Tenant == entry.Tenant)
            && (Namespace is null || Namespace == entry.Namespace)
            && (Model is null || Model == entry.Model)
            && (Embedder is null || Embedder == entry.Embedder)
            && (Scope is null || Scope == entry.Key.Scope)
            && (CreatedBefore is null || entry.CreatedAt < CreatedBefore)
            && (CreatedFrom is null || entry.CreatedAt >= CreatedFrom)
            && (AnyTag.Count == 0 || AnyTag.Any(entry.Tags.Contains))
            && AllTags.All(entry.Tags.Contains)
            && (ChangedSources.Count == 0 || entry.Sources.Any(IsOutdated))
            && (Keys.Count == 0 || Keys.Contains(entry.Key))
            && (Prompt is null || Prompt == entry.Prompt)
            && (PromptContains is null || entry.Prompt.Contains(PromptContains, StringComparison.OrdinalIgnoreCase));
    }

    private bool IsOutdated(EntrySource used) => ChangedSources.Any(now =>
        now.Name == used.Name && (now.Version is null || now.Version != used.Version));
}
