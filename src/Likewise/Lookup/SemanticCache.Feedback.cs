namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>Takes down that an entry's answer was right, or wrong, for what was asked.</summary>
    /// <param name="id">The entry, as a hit names it.</param>
    /// <param name="isRight">Which of the two.</param>
    /// <param name="cancellationToken">Stops waiting; the feedback may then be written down or not.</param>
    /// <returns>What was said of the entry until now. When it is there, it is as durable as the entry.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <remarks>
    /// It stands beside the entry (<see cref="EntryActivity.Feedback"/>) for people to act on. Where evidence decides
    /// (<see cref="HitDecision.Bound"/>), it also makes the entry harder or easier to serve. A fixed similarity does not listen
    /// to it.
    /// An entry that replaces another begins anew, for it has another answer.
    /// </remarks>
    public async ValueTask<FeedbackOutcome> RecordFeedbackAsync(
        EntryId id, bool isRight, CancellationToken cancellationToken = default)
    {
        // What is taken in later would not have heard of it.
        var known = await KnowAsync(id, cancellationToken).ConfigureAwait(false);
        if (!known.Succeeded)
            return new FeedbackOutcome(null, known.Fault);

        var added = isRight ? new EntryFeedback(1, 0) : new EntryFeedback(0, 1);
        var attempt = await _feedback.AddAsync(id, added, cancellationToken).ConfigureAwait(false);
        if (!attempt.Succeeded)
            return new FeedbackOutcome(null, attempt.Fault);

        if (attempt.Value is not null && _table.TryGet(id, out var resident))
        {
            _counters.Said(resident.Summary.Tenant, added);
            _journal?.AddOutcome(null, resident.Summary, isRight, OutcomeSource.Feedback);
            _outcomes.Said(resident, isRight);
        }

        return new FeedbackOutcome(attempt.Value, null);
    }
}
