namespace Likewise;

/// <summary>Chooses entries. Every condition that is set must hold; with none set, every entry is chosen.</summary>
public sealed record EntryFilter
{
    /// <summary>Chooses every entry.</summary>
    public static EntryFilter All { get; } = new();

    /// <summary>Only this tenant's.</summary>
    /// <value>Default: null, any.</value>
    public string? Tenant { get; init; }

    /// <summary>Only in this namespace.</summary>
    /// <value>Default: null, any.</value>
    public string? Namespace { get; init; }

    /// <summary>Only entries that carry at least one of these tags.</summary>
    /// <value>Default: empty, any.</value>
    public IReadOnlyList<string> AnyTag { get; init; } = [];

    /// <summary>Only entries of this scope.</summary>
    /// <value>Default: null, any.</value>
    public Scope? Scope { get; init; }

    /// <summary>Only entries stored before this moment.</summary>
    /// <value>Default: null, any.</value>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Whether an entry is chosen.</summary>
    public bool Matches(EntrySummary entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (Tenant is null || Tenant == entry.Tenant)
            && (Namespace is null || Namespace == entry.Namespace)
            && (Scope is null || Scope == entry.Key.Scope)
            && (CreatedBefore is null || entry.CreatedAt < CreatedBefore)
            && (AnyTag.Count == 0 || AnyTag.Any(entry.Tags.Contains));
    }
}
