using System.Diagnostics;

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
        using var removal = new Removal(this, InvalidationKind.Entry);
        var found = await FindKeyAsync(id, cancellationToken).ConfigureAwait(false);
        return removal.End(found.Value is { } key
            ? await InvalidateAsync([key], cancellationToken).ConfigureAwait(false)
            : new RemovalOutcome(0, found.Fault));
    }

    /// <summary>Takes several entries away, together: the store is written to once.</summary>
    /// <param name="ids">The entries, at most <see cref="BatchItemsMax"/>.</param>
    /// <param name="cancellationToken">Stops waiting for the store; the entries answer no more all the same.</param>
    /// <returns>What became of each, in their order; none removed where there is no such entry, or it was named before.</returns>
    /// <exception cref="ArgumentException">There are too many.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<IReadOnlyList<RemovalOutcome>> InvalidateBatchAsync(
        IReadOnlyList<EntryId> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count > BatchItemsMax)
            throw new ArgumentException($"There are {ids.Count} entries: at most {BatchItemsMax} are one batch.", nameof(ids));

        using var removal = new Removal(this, InvalidationKind.Entry);
        var outcomes = new RemovalOutcome[ids.Count];
        var keys = new HashSet<ExactKey>();
        for (var at = 0; at < outcomes.Length; at++)
        {
            var found = await FindKeyAsync(ids[at], cancellationToken).ConfigureAwait(false);
            var isThere = found.Value is { } key && keys.Add(key);
            outcomes[at] = new RemovalOutcome(isThere ? 1 : 0, found.Fault);
        }

        if (keys.Count == 0)
            return outcomes;
        var whole = removal.End(await InvalidateAsync(keys, cancellationToken).ConfigureAwait(false));
        return Array.ConvertAll(outcomes, one => one.Removed > 0 ? one with { Fault = whole.Fault } : one);
    }

    /// <summary>Takes every entry away that a filter chooses, those of other embedders included.</summary>
    /// <param name="filter">What to take; <see cref="EntryFilter.All"/> takes everything.</param>
    /// <param name="cancellationToken">Stops waiting for the store; what is known here answers no more all the same.</param>
    /// <returns>What became of them.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<RemovalOutcome> InvalidateAsync(EntryFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using var removal = new Removal(this, InvalidationKind.Of(filter));
        return removal.End(await _invalidator.InvalidateAsync(filter, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// What a selection chooses now, and so what <see cref="InvalidateAsync(EntrySelection, CancellationToken)"/> takes.
    /// </summary>
    /// <exception cref="ArgumentException">The radius is no cosine similarity, or the text is not Unicode.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <remarks>Reads every entry that comes into question out of the store; by meaning, it compares each exactly.</remarks>
    public ValueTask<SelectedEntries> SelectAsync(EntrySelection selection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        if (!(selection.SimilarityMin is >= -1 and <= 1))
            throw new ArgumentException(
                $"The radius is {selection.SimilarityMin}: a cosine similarity from -1 to 1 was expected.", nameof(selection));
        if (selection.Like is { } like && string.IsNullOrWhiteSpace(like))
            throw new ArgumentException("The text to be close to is empty.", nameof(selection));
        return _selector.SelectAsync(selection, cancellationToken);
    }

    /// <summary>Takes every entry away that a selection chooses.</summary>
    /// <param name="selection">What to take.</param>
    /// <param name="cancellationToken">Stops waiting for the store; what is known here answers no more all the same.</param>
    /// <returns>What became of them; nothing removed and a fault where they could not be chosen.</returns>
    /// <exception cref="ArgumentException">The radius is no cosine similarity, or the text is not Unicode.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<RemovalOutcome> InvalidateAsync(
        EntrySelection selection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        if (selection.Like is null)
            return await InvalidateAsync(selection.Filter, cancellationToken).ConfigureAwait(false);

        using var removal = new Removal(this, InvalidationKind.Meaning);
        var selected = await SelectAsync(selection, cancellationToken).ConfigureAwait(false);
        if (selected.Fault is { } fault)
            return removal.End(new RemovalOutcome(0, fault));

        if (selected.Entries.Count == 0)
            return removal.End(new RemovalOutcome(0, null));
        var keys = selected.Entries.Select(entry => entry.Entry.Key).ToHashSet();
        return removal.End(await InvalidateAsync(keys, cancellationToken).ConfigureAwait(false));
    }

    private ValueTask<RemovalOutcome> InvalidateAsync(HashSet<ExactKey> keys, CancellationToken cancellationToken) =>
        _invalidator.InvalidateAsync(new EntryFilter { Keys = keys }, cancellationToken);

    /// <summary>Where an entry is; of one of another embedder, or of another process, the store may know it.</summary>
    private async ValueTask<Attempt<ExactKey?>> FindKeyAsync(EntryId id, CancellationToken cancellationToken)
    {
        if ((await KnowAsync(id, cancellationToken).ConfigureAwait(false)).Value is { } resident)
            return new Attempt<ExactKey?>(resident.Summary.Key, null, false);

        var read = await _seams.Remove.CallAsync(
            (store: _store, id), static (call, token) => call.store.ReadAsync(call.id, token), cancellationToken)
            .ConfigureAwait(false);
        return new Attempt<ExactKey?>(read.Value?.Summary.Key, read.Fault, false);
    }

    /// <summary>A removal under way, with its span.</summary>
    private readonly struct Removal(SemanticCache cache, string kind) : IDisposable
    {
        private readonly Activity? _span = CacheSpans.Start(LikewiseTelemetry.InvalidateSpan);
        private readonly long _startedAt = cache._time.GetTimestamp();

        public RemovalOutcome End(RemovalOutcome outcome)
        {
            cache._telemetry.Invalidated(kind, outcome.Removed, _startedAt);
            if (_span is not null)
                CacheSpans.End(_span, kind, outcome);
            return outcome;
        }

        public void Dispose() => _span?.Dispose();
    }
}
