namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>
    /// Compares the model's own answer with the one that a lookup gave, withheld or nearly gave, and takes the outcome down:
    /// for those who look up, call the model and store by themselves. <see cref="GetOrCreateAsync"/> does it in the background.
    /// </summary>
    /// <param name="result">
    /// What the lookup found: a hit that is due to be audited, or a miss with <see cref="LookupMiss.NearMiss"/> or
    /// <see cref="LookupMiss.Withheld"/>.
    /// </param>
    /// <param name="fresh">The model's own answer to that request.</param>
    /// <param name="cancellationToken">Stops comparing.</param>
    /// <returns>
    /// Whether they say the same; <see cref="AnswerAgreement.Unknown"/> also where there is nothing to compare or the comparer
    /// failed, in which case nothing is taken down.
    /// </returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<AnswerAgreement> ObserveAsync(
        LookupResult result, RecordedResponse fresh, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(fresh);
        return await _observer.ObserveAsync(result, fresh, cancellationToken).ConfigureAwait(false) ?? AnswerAgreement.Unknown;
    }

    /// <summary>
    /// Says whether the answer that a lookup gave, withheld or nearly gave was right: for a hit, its answer; for a miss, that of
    /// <see cref="LookupMiss.Withheld"/> or <see cref="LookupMiss.NearMiss"/>. For those who know without comparing.
    /// </summary>
    /// <param name="result">What the lookup found.</param>
    /// <param name="isRight">Whether the entry's answer is right for what was asked.</param>
    /// <returns>False where nothing can be learned of it: a hit by the same words, a miss with nothing near.</returns>
    /// <remarks>
    /// Of hits only those are a fair sample that were drawn (<see cref="LookupHit.IsAuditDue"/>): for them, every outcome should
    /// be told. What is said of others counts as feedback does: where evidence decides, for the entry alone.
    /// </remarks>
    public bool RecordOutcome(LookupResult result, bool isRight)
    {
        ArgumentNullException.ThrowIfNull(result);
        return _outcomes.Tell(result, isRight ? AnswerAgreement.Same : AnswerAgreement.Different);
    }

    /// <summary>Completes when everything that is to be compared in the background has been.</summary>
    internal Task WhenComparedAsync(CancellationToken cancellationToken) =>
        _background.WhenEndedAsync(WorkClass.Audit, cancellationToken);
}
