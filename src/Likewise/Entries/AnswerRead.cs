namespace Likewise;

/// <summary>What came of reading an accepted entry's answer.</summary>
/// <param name="Response">The answer; null when there is none to give.</param>
/// <param name="Summary">The entry it comes from; null when there is no answer.</param>
/// <param name="Resident">The entry as this process holds it; null where it holds none.</param>
/// <param name="Reason">Why there is none to give.</param>
/// <param name="Detail">What exactly, for people.</param>
internal readonly record struct AnswerRead(
    RecordedResponse? Response, EntrySummary? Summary, Resident? Resident, MissReason Reason, string? Detail)
{
    /// <summary>How the entry was used so far, as its store has it; where it is held here, the resident knows better.</summary>
    public EntryActivity Activity { get; init; }

    /// <summary>Who stands behind the answer.</summary>
    public PrincipalSet ConfirmedBy => Resident?.ConfirmedBy ?? Activity.ConfirmedBy;

    /// <summary>Whether what was read may answer.</summary>
    public Freshness FreshnessFor(in NormalizedRequest request, DateTimeOffset now) =>
        Resident is not null ? Freshness.Of(request, Resident, now)
        : Freshness.Of(request, Summary!, new EntryUse(Activity.LastUsedAt, Activity.Demand), now); // Asked of what was read.

    /// <summary>The entry has gone meanwhile: as if it had not been found.</summary>
    public static AnswerRead Gone => new(null, null, null, MissReason.NothingStored, null);

    public static AnswerRead Found(RecordedResponse response, EntrySummary summary, Resident? resident) =>
        new(response, summary, resident, default, null);

    public static AnswerRead None(MissReason reason, string? detail) => new(null, null, null, reason, detail);
}
