using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>Reads the store at start: what is in time and of a known embedder is taken in, what has ended goes.</summary>
internal sealed class StoreFill(
    IEntryStore store, EntryTable table, VectorTiers tiers, EntryRemover remover, InvalidationLedger ledger,
    TimeProvider time, IProgress<FillProgress>? progress, ILogger logger)
{
    private const int ReportEvery = 1000;

    private readonly Dictionary<EmbedderIdentity, long> _foreign = [];
    private long _done, _skipped;

    /// <summary>Entries of other embedders: kept, for whoever comes back to theirs, but not searched (invariant I3).</summary>
    public IReadOnlyDictionary<EmbedderIdentity, long> Foreign => _foreign;

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        ledger.Load(await store.ReadInvalidationsAsync(cancellationToken).ConfigureAwait(false));
        var size = await store.MeasureAsync(cancellationToken).ConfigureAwait(false);
        progress?.Report(new FillProgress(0, size.Entries, 0));
        await foreach (var entry in store.ScanAsync(EntryFilter.All, cancellationToken).ConfigureAwait(false))
        {
            if (!await TryTakeAsync(entry, cancellationToken).ConfigureAwait(false))
                _skipped++;
            if (++_done % ReportEvery == 0)
                progress?.Report(new FillProgress(_done, Math.Max(_done, size.Entries), _skipped));
        }

        progress?.Report(new FillProgress(_done, _done, _skipped));
        foreach (var (identity, count) in _foreign)
            Log.ForeignEntries(logger, count, identity);
    }

    private async ValueTask<bool> TryTakeAsync(Entry entry, CancellationToken cancellationToken)
    {
        ledger.Raise(entry.Summary.Epoch);
        var summary = table.Texts.Share(entry.Summary);
        if (summary.HasEnded(time.GetUtcNow(), entry.Activity) || ledger.TakenStill(summary) is not null)
        {
            remover.Owe(summary.Id);
            return false;
        }

        if (!tiers.Hold(summary.Embedder))
        {
            _foreign[summary.Embedder] = _foreign.GetValueOrDefault(summary.Embedder) + 1;
            return false;
        }

        if (summary.Eligibility == Eligibility.Semantic && FaultOf(entry) is { } fault)
        {
            Log.EntryDropped(logger, summary.Id, fault);
            remover.Owe(summary.Id);
            return false;
        }

        if (summary.Eligibility == Eligibility.Semantic)
            await tiers.AddAsync(summary, entry.Vector, cancellationToken).ConfigureAwait(false);
        table.Add(new Resident(summary, entry.Activity));
        return true;
    }

    private static string? FaultOf(Entry entry) => entry.Vector.Length == entry.Summary.Embedder.Dimension
        ? EmbeddingCheck.FaultOf(entry.Vector.Span)
        : $"its vector has {entry.Vector.Length} components, not {entry.Summary.Embedder.Dimension}";
}
