namespace Likewise;

/// <summary>
/// A part of the cache that is invalidated as one, whatever is in it: everything, a tenant, a namespace, a scope, or what some of
/// them have in common. Null stands for any.
/// </summary>
internal readonly record struct WholePart(string? Tenant, string? Namespace, Scope? Scope)
{
    /// <summary>The shapes that a part can have: each of its three members given or not.</summary>
    public const int Shapes = 8;

    /// <summary>Which of its members are given.</summary>
    public int Shape => (Tenant is null ? 0 : 1) | (Namespace is null ? 0 : 2) | (Scope is null ? 0 : 4);

    /// <summary>The part of a shape that an entry is in.</summary>
    public static WholePart Around(EntrySummary entry, int shape) => new(
        (shape & 1) == 0 ? null : entry.Tenant, (shape & 2) == 0 ? null : entry.Namespace,
        (shape & 4) == 0 ? null : entry.Key.Scope);

    /// <summary>The part that a filter chooses; null where it also looks at what is in it.</summary>
    public static WholePart? Of(EntryFilter filter)
    {
        var part = new WholePart(filter.Tenant, filter.Namespace, filter.Scope);
        var rest = filter with { Tenant = null, Namespace = null, Scope = null };
        return rest.IsAll ? part : null;
    }
}
