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
        if (_table.TryGet(id, out var resident))
            return removal.End(await InvalidateAsync(resident.Summary.Key, cancellationToken).ConfigureAwait(false));

        // One of another embedder, or that another process stored, perhaps.
        var read = await _seams.Remove.CallAsync(
            (store: _store, id), static (call, token) => call.store.ReadAsync(call.id, token), cancellationToken)
            .ConfigureAwait(false);
        return removal.End(read.Value is { } entry
            ? await InvalidateAsync(entry.Summary.Key, cancellationToken).ConfigureAwait(false)
            : new RemovalOutcome(0, read.Fault));
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
        var keys = new EntryFilter { Keys = selected.Entries.Select(entry => entry.Entry.Key).ToHashSet() };
        return removal.End(await _invalidator.InvalidateAsync(keys, cancellationToken).ConfigureAwait(false));
    }

    private ValueTask<RemovalOutcome> InvalidateAsync(ExactKey key, CancellationToken cancellationToken) =>
        _invalidator.InvalidateAsync(new EntryFilter { Keys = [key] }, cancellationToken);

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
