namespace Likewise.Server;

/// <summary>Who asks, once that has been proved. It travels with the request as a feature.</summary>
/// <param name="Id">Whose limits are counted.</param>
/// <param name="Tenant">Whose answers are shared.</param>
/// <param name="Roles">What the caller may do.</param>
internal sealed record CallerIdentity(string Id, string Tenant, IReadOnlyList<AccessRole> Roles)
{
    /// <summary>Who it is, as far as that is known; null where a token names nobody.</summary>
    public string? Principal { get; init; }

    /// <summary>In place of the settings' own; null for those.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>In place of the settings' own; null for those.</summary>
    public int? ConcurrencyMax { get; init; }
}
