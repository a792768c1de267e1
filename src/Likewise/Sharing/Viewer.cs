namespace Likewise;

/// <summary>
/// Who asks, as far as it decides what may be given: the one place where that is decided, by whatever way it was found.
/// </summary>
/// <param name="Tenant">Whose request it is.</param>
/// <param name="Visibility">Who shares what it is given, and what it stores.</param>
internal readonly record struct Viewer(string Tenant, Visibility Visibility)
{
    /// <summary>How many must stand behind an answer before others are given it; up to 1: nothing is asked.</summary>
    public int ConfirmationsMin { get; init; }

    /// <summary>Who asks (<see cref="PrincipalSet.HashOf"/>); 0 where it is not known, or makes no difference.</summary>
    public ulong Principal { get; init; }

    /// <summary>Whether answers need more than one who stands behind them.</summary>
    public bool AsksForMore => ConfirmationsMin > 1;

    /// <summary>
    /// Whether the model's answer may be shared while it comes: where it is yet to be confirmed, with the same principal alone.
    /// </summary>
    public bool MayJoin => !AsksForMore || Principal != 0;

    /// <param name="request">The request. It may narrow what is allowed, not widen it.</param>
    /// <param name="terms">What holds in its namespace.</param>
    /// <param name="options">What holds where that says nothing.</param>
    public static Viewer Of(PromptRequest request, NamespaceTerms terms, SemanticCacheOptions options)
    {
        var allowed = terms.Visibility ?? options.Visibility;
        var viewer = new Viewer(
            request.Tenant, request.Directives.Visibility is { } asked && asked < allowed ? asked : allowed)
        {
            ConfirmationsMin = terms.ConfirmationsMin ?? options.ConfirmationsMin,
        };
        return viewer.AsksForMore && request.Principal is { } principal
            ? viewer with { Principal = PrincipalSet.HashOf(request.Tenant, principal) }
            : viewer;
    }

    /// <summary>
    /// Whether an entry may be shown at all. Its scope says so already; but an entry that was brought in may claim any scope.
    /// </summary>
    public bool MaySee(EntrySummary entry) =>
        entry.Visibility == Visibility && (Visibility == Visibility.Public || entry.Tenant == Tenant);

    /// <summary>Whether enough stand behind an entry for this one to be given it.</summary>
    public bool Trusts(Resident entry) => !AsksForMore || Trusts(entry.ConfirmedBy);

    /// <inheritdoc cref="Trusts(Resident)"/>
    public bool Trusts(PrincipalSet confirmedBy) =>
        !AsksForMore || IsConfirmed(confirmedBy) || (Principal != 0 && confirmedBy.Contains(Principal));

    /// <summary>Whether as many stand behind an entry as are asked for, or the operator does.</summary>
    public bool IsConfirmed(PrincipalSet confirmedBy) =>
        AsksForMore && (confirmedBy.Count >= ConfirmationsMin || confirmedBy.Contains(PrincipalSet.Operator));
}
