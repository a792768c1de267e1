namespace Likewise;

/// <summary>Who asks, as far as it decides what may be given.</summary>
/// <param name="Tenant">Whose request it is.</param>
/// <param name="Visibility">Who shares what it is given, and what it stores.</param>
internal readonly record struct Viewer(string Tenant, Visibility Visibility)
{
    /// <param name="request">The request. It may narrow what is allowed, not widen it.</param>
    /// <param name="allowed">What the operator allows.</param>
    public static Viewer Of(PromptRequest request, Visibility allowed) =>
        new(request.Tenant, request.Directives.Visibility is { } asked && asked < allowed ? asked : allowed);

    /// <summary>
    /// The one place where it is decided whether an entry may be shown at all, by whatever way it was found. Its scope says so
    /// already; but an entry that was brought in may claim any scope.
    /// </summary>
    public bool MaySee(EntrySummary entry) =>
        entry.Visibility == Visibility && (Visibility == Visibility.Public || entry.Tenant == Tenant);
}
