namespace Likewise;

/// <summary>What a lookup leaves to be known: whether the answer that it gave, withheld or nearly gave was right.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Verdict">What was decided of it.</param>
/// <param name="Cached">Its answer; null where it must be read first.</param>
internal readonly record struct Outcome(OutcomeKind Kind, EntrySummary Entry, Verdict Verdict, RecordedResponse? Cached)
{
    /// <returns>Null where a lookup leaves nothing to be known.</returns>
    public static Outcome? Of(LookupResult result) => result switch
    {
        LookupHit { IsExact: false } hit => Of(hit.IsAuditDue ? OutcomeKind.Audit : OutcomeKind.Said, hit),
        LookupMiss { Withheld: { } hit } => Of(hit.IsExact ? OutcomeKind.WithheldExact : OutcomeKind.Withheld, hit),
        LookupMiss { NearMiss: { } near } => new Outcome(OutcomeKind.NearMiss, near.Candidate.Summary, near.Verdict, null),
        _ => null,
    };

    private static Outcome Of(OutcomeKind kind, LookupHit hit) => new(kind, hit.Entry, hit.Verdict, hit.Response);
}
