namespace Likewise;

/// <summary>
/// Compares the model's own answer with the one that the cache gave, withheld or nearly gave, and tells the outcome.
/// </summary>
internal sealed class AnswerObserver(
    IAnswerComparer comparer, SeamGuard guard, AnswerReader reader, OutcomeBook book, FeedbackWriter? history)
{
    /// <returns>Null where there is nothing to compare, or it failed: then nothing is told.</returns>
    public async ValueTask<AnswerAgreement?> ObserveAsync(
        LookupResult found, RecordedResponse fresh, CancellationToken cancellationToken)
    {
        // 1. Is there something to know, and a whole answer to know it by? One that is cut off says nothing.
        if (Outcome.Of(found) is not { } outcome || found.Request is not { } request || Admission.ObjectionTo(fresh) is not null)
            return null;

        // 2. The cache's answer. An entry that has gone meanwhile serves nobody any more.
        var read = outcome.Cached is null
            ? await reader.ReadAsync(outcome.Entry, cancellationToken).ConfigureAwait(false)
            : default;
        if ((outcome.Cached ?? read.Response) is not { } cached)
            return null;

        // 3. Do they say the same?
        var comparison = new AnswerComparison(request, found.Prompt, outcome.Entry, cached, fresh);
        var attempt = await guard.CallAsync(
            (comparer, comparison),
            static (call, token) => call.comparer.CompareAsync(call.comparison, token),
            cancellationToken).ConfigureAwait(false);
        if (!attempt.Succeeded)
            return null;

        // 4. Tell.
        book.Tell(found, attempt.Value);
        if (history is not null && outcome.Kind is OutcomeKind.Audit or OutcomeKind.Withheld)
            await history.AddAsync(outcome.Entry.Id, attempt.Value, cancellationToken).ConfigureAwait(false);
        return attempt.Value;
    }
}
