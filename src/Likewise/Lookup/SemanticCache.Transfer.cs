using System.Runtime.CompilerServices;

namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>Gives out every entry that a filter chooses and that is in time, the least recently used first.</summary>
    /// <param name="filter">Which entries; those of other embedders are among them.</param>
    /// <param name="withVectors">Whether vectors are given out; without them, whoever takes entries in embeds them anew.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>
    /// The entries, read one by one. Those that come or go meanwhile may be among them or not; one whose answer cannot be read
    /// back is passed over.
    /// </returns>
    /// <exception cref="IOException">The store failed or was late: half an export must not look like a whole one.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async IAsyncEnumerable<ExportedEntry> ExportAsync(
        EntryFilter filter, bool withVectors, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await foreach (var scanned in _store.ScanAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            var read = await _seams.Read.CallAsync(
                (store: _store, scanned.Summary.Id), static (call, token) => call.store.ReadAsync(call.Id, token),
                cancellationToken).ConfigureAwait(false);
            if (!read.Succeeded)
                throw new IOException($"The export cannot go on: {read.Fault}.");
            if (read.Value is not { } entry
                || entry.Summary.HasEnded(_time.GetUtcNow(), entry.Activity)
                || AnswerReader.TryOpen(entry) is not { } response)
                continue;

            var summary = entry.Summary;
            var activity = _table.TryGet(summary.Id, out var resident) ? resident.Activity : entry.Activity; // The store lags.
            yield return new ExportedEntry(
                summary, activity, withVectors ? entry.Vector : default, response,
                EntryOwner.Of(summary.Key.Scope, summary.Tenant));
        }
    }

    /// <summary>Takes entries in that were given out by <see cref="ExportAsync"/>.</summary>
    /// <param name="entries">
    /// The entries, at most <see cref="BatchItemsMax"/>. Each is stored under an id of its own, and in the place of one with the
    /// same words in the same scope.
    /// </param>
    /// <param name="tenant">Whose they are from now on: the tenant that they were exported from.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting; entries may then be stored or not.</param>
    /// <returns>What became of each, in their order; refused where one cannot be taken in, with the reason.</returns>
    /// <exception cref="ArgumentException">There are too many entries.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<IReadOnlyList<StoreOutcome>> ImportAsync(
        IReadOnlyList<ExportedEntry> entries, string tenant = "", ImportOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(tenant);
        if (entries.Count > BatchItemsMax)
            throw new ArgumentException(
                $"There are {entries.Count} entries: at most {BatchItemsMax} are one batch.", nameof(entries));

        await WhenFilledAsync(cancellationToken).ConfigureAwait(false); // It is to see whose place is taken.
        var outcomes = await _importer.ImportAsync(entries, tenant, options ?? new(), cancellationToken).ConfigureAwait(false);
        foreach (var outcome in outcomes)
            _telemetry.Stored(tenant, outcome);
        return outcomes;
    }
}
