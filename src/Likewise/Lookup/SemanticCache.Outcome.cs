namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>
    /// Says whether the answer that a lookup gave, or nearly gave, was right: for a hit, its answer; for a miss, that of
    /// <see cref="LookupMiss.NearMiss"/>, as the model's own answer shows it afterwards.
    /// </summary>
    /// <param name="result">What the lookup found.</param>
    /// <param name="isRight">Whether the entry's answer is right for what was asked.</param>
    /// <returns>
    /// False where nothing can be learned of it: a hit by the same words, a miss with nothing near, or a cache that decides by a
    /// fixed similarity.
    /// </returns>
    /// <remarks>
    /// Of hits only those are a fair sample that were drawn (<see cref="LookupHit.IsAuditDue"/>): for them, every outcome should
    /// be told. What is said of others counts as feedback does, for the entry alone.
    /// </remarks>
    public bool RecordOutcome(LookupResult result, bool isRight)
    {
        ArgumentNullException.ThrowIfNull(result);
        _journal?.AddOutcome(result, isRight);
        return result switch
        {
            LookupHit { Verdict.Score: { } score } hit =>
                Learn(
                    hit.Entry, score, isRight, hit.IsAuditDue ? EvidenceSource.Audit : EvidenceSource.Feedback,
                    hit.Verdict.IsRescued),
            LookupMiss { NearMiss: { Verdict: { Score: { } score, IsRescued: var isRescued }, Candidate.Summary: var entry } } =>
                Learn(entry, score, isRight, EvidenceSource.NearMiss, isRescued),
            _ => false,
        };
    }

    private bool Learn(EntrySummary entry, double score, bool isRight, EvidenceSource source, bool isRescued = false)
    {
        if (_bound is null)
            return false;

        _table.TryGet(entry.Id, out var resident);
        _bound.Learn(entry, resident, new Evidence(LogOdds.Of(score), isRight, source), isRescued);
        return true;
    }
}
