namespace Likewise;

/// <summary>Where something happened: digests, and names where the log includes text.</summary>
/// <param name="Scope">The first eight bytes of the scope.</param>
/// <param name="Tenant">The first eight bytes of the SHA-256 of the tenant.</param>
/// <param name="Namespace">Likewise of the namespace.</param>
/// <param name="Model">Likewise of the model.</param>
public sealed record LoggedPlace(ulong Scope, ulong Tenant, ulong Namespace, ulong Model)
{
    /// <summary>Tenant, namespace and model by name.</summary>
    /// <value>Null where the log includes no text.</value>
    public (string Tenant, string Namespace, string Model)? Names { get; init; }

    /// <summary>The least similarity that was served here, where the namespace has one of its own.</summary>
    /// <value>Default: null, the run's.</value>
    public double? SimilarityMin { get; init; }

    /// <summary>The least similarity that was considered here, where the namespace has a threshold of its own.</summary>
    /// <value>Default: null, the run's.</value>
    public double? ConsideredMin { get; init; }
}
