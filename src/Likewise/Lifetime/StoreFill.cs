using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>Reads the store at start: what is in time and of this embedder is taken in, what has ended is removed.</summary>
internal sealed class StoreFill(
    IEntryStore store, EntryTable table, NearTier near, EntryRemover remover, TimeProvider time,
    IProgress<FillProgress>? progress, ILogger logger)
{
    private const int ReportEvery = 1000;

    private readonly Dictionary<EmbedderIdentity, long> _foreign = [];
    private long _done, _skipped;

    /// <summary>Entries of other embedders: kept, for whoever comes back to theirs, but not searched (invariant I3).</summary>
    public IReadOnlyDictionary<EmbedderIdentity, long> Foreign => _foreign;

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
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
            Log.ForeignEntries(logger, count, identity, near.Identity);
    }

    private async ValueTask<bool> TryTakeAsync(Entry entry, CancellationToken cancellationToken)
    {
        var summary = entry.Summary;
        if (summary.Expiry.HasPassed(time.GetUtcNow(), entry.Activity.LastUsedAt))
        {
            remover.Owe(summary.Id);
            return false;
        }

        if (summary.Embedder != near.Identity)
        {
            _foreign[summary.Embedder] = _foreign.GetValueOrDefault(summary.Embedder) + 1;
            return false;
        }

        if (summary.Eligibility == Eligibility.Semantic && FaultOf(entry.Vector.Span) is { } fault)
        {
            Log.EntryDropped(logger, summary.Id, fault);
            remover.Owe(summary.Id);
            return false;
        }

        if (summary.Eligibility == Eligibility.Semantic)
            await near.AddAsync(summary, entry.Vector, cancellationToken).ConfigureAwait(false);
        table.Add(new Resident(summary, entry.Activity));
        return true;
    }

    private string? FaultOf(ReadOnlySpan<float> vector) => vector.Length == near.Identity.Dimension
        ? EmbeddingCheck.FaultOf(vector)
        : $"its vector has {vector.Length} components, not {near.Identity.Dimension}";
}
