namespace Likewise;

/// <summary>Writes down beside an entry whether its answer was right for what was asked.</summary>
internal sealed class FeedbackWriter(IEntryStore store, SeamGuard guard, EntryTable table)
{
    /// <summary>What somebody said.</summary>
    public async ValueTask<Attempt<EntryFeedback?>> AddAsync(
        EntryId id, EntryFeedback added, CancellationToken cancellationToken)
    {
        var attempt = await guard.CallAsync(
            (store, id, added),
            static (call, token) => call.store.RecordFeedbackAsync(call.id, call.added, token),
            cancellationToken).ConfigureAwait(false);
        if (attempt is { Succeeded: true, Value: not null } && table.TryGet(id, out var resident))
            Note(resident, added);
        return attempt;
    }

    /// <summary>What an audit showed; nothing where it could not tell.</summary>
    public async ValueTask AddAsync(EntryId id, AnswerAgreement agreement, CancellationToken cancellationToken)
    {
        if (agreement == AnswerAgreement.Unknown)
            return;

        var added = agreement == AnswerAgreement.Same ? new EntryFeedback(1, 0) : new EntryFeedback(0, 1);
        await AddAsync(id, added, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What somebody calls wrong loses what use had added to its life.</summary>
    private void Note(Resident resident, EntryFeedback added)
    {
        resident.Add(added);
        if (added.Wrong > 0)
            table.EndsSooner(resident);
    }
}
