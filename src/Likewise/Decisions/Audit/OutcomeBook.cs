using System.Collections.Concurrent;

namespace Likewise;

/// <summary>The one place where it becomes known whether the cache was right: counted, and learned from.</summary>
internal sealed class OutcomeBook(
    HitBound? bound, BoundOptions options, EntryTable table, CacheTelemetry telemetry, DecisionJournal? journal)
{
    private readonly ConcurrentDictionary<string, OutcomeCounters> _groups = new(StringComparer.Ordinal);
    private readonly int _groupsMax = options.GroupsMax;

    /// <summary>What is told apart.</summary>
    public EvidenceGroup Group { get; } = options.Group;

    /// <summary>How each group's answers did, in the order of their names.</summary>
    public IReadOnlyList<GroupOutcomes> Groups =>
        [.. _groups.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new GroupOutcomes(pair.Key, pair.Value.Snapshot()))];

    /// <summary>Takes down whether what a lookup gave, withheld or nearly gave was right.</summary>
    /// <returns>False where nothing can be learned of it.</returns>
    /// <remarks>
    /// Where evidence decides, what nobody can tell counts as wrong. Left out, a comparer that is sure of the easy half would
    /// make the share of wrong answers look smaller than it is, and the bound would be one on what is easily told.
    /// </remarks>
    public bool Tell(LookupResult result, AnswerAgreement agreement)
    {
        if (Outcome.Of(result) is not { } outcome)
            return false;

        var isRight = agreement == AnswerAgreement.Same;
        journal?.AddOutcome(result, outcome.Entry, isRight, LoggedAs(outcome.Kind));
        var (kind, entry, verdict) = (outcome.Kind, outcome.Entry, outcome.Verdict);
        var isLearned = kind != OutcomeKind.WithheldExact && verdict.Score is { } score
            && Learn(entry, score, isRight, SourceOf(kind), verdict.IsRescued);
        if (kind == OutcomeKind.Said)
            return isLearned;

        CountersOf(entry).Add(kind, agreement);
        telemetry.Told(entry.Tenant, kind, agreement);
        return true;
    }

    /// <summary>Takes down what somebody said of an entry that answered.</summary>
    public void Said(Resident resident, bool isRight)
    {
        if (resident.LastScore is { } score)
            Learn(resident.Summary, score, isRight, EvidenceSource.Feedback, isRescued: false);
    }

    private bool Learn(EntrySummary entry, double score, bool isRight, EvidenceSource source, bool isRescued)
    {
        if (bound is null)
            return false;

        table.TryGet(entry.Id, out var resident);
        bound.Learn(entry, resident, new Evidence(LogOdds.Of(score), isRight, source), isRescued);
        return true;
    }

    /// <summary>A withheld hit is as fair a sample of the hits as an audited one.</summary>
    private static EvidenceSource SourceOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Audit or OutcomeKind.Withheld => EvidenceSource.Audit,
        OutcomeKind.NearMiss => EvidenceSource.NearMiss,
        _ => EvidenceSource.Feedback,
    };

    private static OutcomeSource LoggedAs(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Audit => OutcomeSource.Audit,
        OutcomeKind.NearMiss => OutcomeSource.NearMiss,
        OutcomeKind.Withheld or OutcomeKind.WithheldExact => OutcomeSource.Withheld,
        _ => OutcomeSource.Feedback,
    };

    private OutcomeCounters CountersOf(EntrySummary entry)
    {
        var key = Group.KeyOf(entry);
        if (_groups.TryGetValue(key, out var present))
            return present;
        return _groups.GetOrAdd(_groups.Count < _groupsMax ? key : EvidenceGroups.Others, static _ => new OutcomeCounters());
    }
}
