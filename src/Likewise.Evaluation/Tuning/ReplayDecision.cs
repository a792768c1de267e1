namespace Likewise.Evaluation;

/// <summary>What a replay decides of a lookup.</summary>
/// <param name="Tier">Where it was found; null for a miss.</param>
/// <param name="Reason">Why it was not.</param>
/// <param name="Rule">The rule that accepted, or rejected the nearest; empty where nothing was near.</param>
/// <param name="Entry">The entry served, or the nearest; -1 for none.</param>
internal readonly record struct ReplayDecision(HitTier? Tier, MissReason Reason, string Rule, int Entry)
{
    public bool IsExact => Tier is HitTier.Exact or HitTier.SharedExact;

    public static ReplayDecision Of(LoggedLookup lookup) => new(lookup.Tier, lookup.Reason, lookup.Rule, lookup.Entry);

    public override string ToString() => Tier is { } tier ? $"hit {tier} by {Rule}" : $"miss {Reason} by {Rule}";
}
