namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>Takes an entry away.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="cancellationToken">Stops waiting for the store; the entry answers no more all the same.</param>
    /// <returns>What became of it; none removed when there is no such entry.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<RemovalOutcome> InvalidateAsync(EntryId id, CancellationToken cancellationToken = default)
    {
        var isHere = _table.TryGet(id, out var resident)
            && await _remover.RemoveAsync(resident, cancellationToken).ConfigureAwait(false);
        var outcome = isHere
            ? new RemovalOutcome(1, (await _remover.SettleAsync(cancellationToken).ConfigureAwait(false)).Fault)
            : OutcomeOf(await _remover.RemoveStoredAsync(id, cancellationToken).ConfigureAwait(false));

        _counters.Invalidated(outcome.Removed);
        return outcome;
    }

    /// <summary>Takes every entry away that a filter chooses, those of other embedders included.</summary>
    /// <param name="filter">What to take; <see cref="EntryFilter.All"/> takes everything.</param>
    /// <param name="cancellationToken">Stops waiting for the store; what is known here answers no more all the same.</param>
    /// <returns>What became of them.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<RemovalOutcome> InvalidateAsync(EntryFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);

        // What is known here answers no more from now on.
        var removed = 0;
        foreach (var resident in _table.All())
        {
            if (filter.Matches(resident.Summary) && await _remover.RemoveAsync(resident, cancellationToken).ConfigureAwait(false))
                removed++;
        }

        // Then the store, for good, with what only it knows: entries of other embedders or of other processes.
        var settled = await _remover.SettleAsync(cancellationToken).ConfigureAwait(false);
        var outcome = new RemovalOutcome(removed, settled.Fault);
        if (outcome.IsComplete && (_store.IsShared || _fill.Foreign.Count > 0))
        {
            var unknown = OutcomeOf(await _remover.RemoveStoredAsync(filter, cancellationToken).ConfigureAwait(false));
            outcome = new RemovalOutcome(removed + unknown.Removed, unknown.Fault);
        }

        _counters.Invalidated(outcome.Removed);
        return outcome;
    }

    private static RemovalOutcome OutcomeOf(Attempt<int> attempt) => new(attempt.Value, attempt.Fault);
}
