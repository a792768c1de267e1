namespace Likewise;

/// <summary>What came of a lookup, whichever it was.</summary>
/// <param name="IsHit">Whether it was served.</param>
/// <param name="Code">The tier of a hit, the reason of a miss.</param>
/// <param name="Rule">What accepted, or rejected the nearest; empty where nothing was near.</param>
/// <param name="Entry">The entry served, or the nearest.</param>
/// <param name="IsAuditDue">Whether the hit was drawn.</param>
internal readonly record struct LookupFacts(bool IsHit, byte Code, string Rule, EntrySummary? Entry, bool IsAuditDue)
{
    public static LookupFacts Of(LookupResult result) => result switch
    {
        LookupHit hit => new(true, (byte)hit.Tier, hit.Verdict.Rule, hit.Entry, hit.IsAuditDue),
        LookupMiss miss => new(
            false, (byte)miss.Reason, miss.Nearest?.Verdict.Rule ?? "", miss.Nearest?.Candidate.Summary, false),
        _ => default,
    };
}
