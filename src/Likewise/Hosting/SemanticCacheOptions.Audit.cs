namespace Likewise;

public sealed partial class SemanticCacheOptions
{
    private const double AuditShareOfBound = 0.05;

    /// <summary>Which share of the hits by meaning is audited.</summary>
    internal double AuditShare => Audit.Share ?? (Decision == HitDecision.Bound ? AuditShareOfBound : 0);

    /// <summary>Which share of the near misses is compared.</summary>
    internal double NearMissShare => Audit.NearMissShare ?? (AuditShare > 0 ? 1 : 0);

    /// <summary>Which share of what would be a hit by meaning is compared: all that is withheld, and what is audited of the
    /// rest.</summary>
    internal double ComparedShare => 1 - ServeShare + (ServeShare * AuditShare);

    /// <summary>The least likeness of what anybody wants to see of a miss.</summary>
    internal double WatchedMin => NearMissShare > 0 ? Math.Min(NearestMissMin, Audit.NearMissMin) : NearestMissMin;
}
