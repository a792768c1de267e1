using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Moves entries of other embedders to the cache's own: their prompts are embedded anew, in small batches that wait for lookups,
/// and each entry is put in its own place under the key that the same request has now. The answer stays as it is.
/// </summary>
/// <remarks>
/// Entry by entry, each in one step of the store: killed at any moment, an entry is of the one embedder or of the other, and what
/// is left is what the store still has of the other. In memory an entry is found in its new place before it leaves the old one.
/// </remarks>
internal sealed class Migration(
    SemanticCacheOptions options, IEntryStore store, SeamGuard readGuard, SeamGuard writeGuard, EmbedderRoster roster,
    EmbeddingStage embedding, EntryMover mover, Evictor evictor, InvalidationLedger ledger, BackgroundWork background,
    TimeProvider time, ILogger logger)
{
    /// <summary>How long is waited before what failed is tried again in the background.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Lookups go first, but not for ever.</summary>
    private static readonly TimeSpan YieldStep = TimeSpan.FromMilliseconds(5);
    private const int YieldSteps = 100;

    private readonly int _batch = options.MigrationBatch;
    private long _total, _moved, _dropped, _failed;
    private bool _isRunning;

    /// <summary>Whether it begins by itself.</summary>
    public bool IsInBackground { get; } = options.MigratesInBackground;

    public MigrationStatistics Statistics => new()
    {
        Total = Interlocked.Read(ref _total),
        Moved = Interlocked.Read(ref _moved),
        Dropped = Interlocked.Read(ref _dropped),
        Failed = Interlocked.Read(ref _failed),
        IsRunning = Volatile.Read(ref _isRunning),
    };

    /// <summary>Goes through everything once, and tries what failed once more.</summary>
    /// <exception cref="NotSupportedException">The store cannot put an entry in its own place.</exception>
    /// <exception cref="InvalidOperationException">It is under way already.</exception>
    public async ValueTask<MigrationStatistics> RunAsync(
        IProgress<StoreProgress>? progress, CancellationToken cancellationToken)
    {
        if (store is not IReplacingStore)
            throw new NotSupportedException($"The store '{store.Name}' cannot move entries to another embedder.");

        if (Interlocked.Exchange(ref _isRunning, true))
            throw new InvalidOperationException("Entries are being moved already.");
        try
        {
            var left = await FindAsync(cancellationToken).ConfigureAwait(false);
            (_total, _moved, _dropped, _failed) = (left.Count, 0, 0, 0);
            if (left.Count > 0)
                Log.MigrationBegan(logger, left.Count);
            left = await MoveAsync(left, _batch, progress, cancellationToken).ConfigureAwait(false);
            await MoveAsync(left, 1, progress, cancellationToken).ConfigureAwait(false); // One bad text is not its neighbours'.
            progress?.Report(new StoreProgress(_total, _total));
            if (_total > 0)
                Log.MigrationEnded(logger, _moved, _dropped, _total - _moved - _dropped);
            return Statistics;
        }
        finally
        {
            Volatile.Write(ref _isRunning, false);
        }
    }

    /// <summary>In the background, until nothing is left or it is stopped.</summary>
    public async Task KeepRunningAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if ((await RunAsync(null, cancellationToken).ConfigureAwait(false)).Left == 0)
                    return;
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever goes wrong is said; what is left is moved after the next start.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.MigrationFailed(logger, fault);
                return;
            }
        }
    }

    /// <summary>What the store has of other embedders: its ids, the least recently used first.</summary>
    private async ValueTask<List<EntryId>> FindAsync(CancellationToken cancellationToken)
    {
        var own = roster.All.Select(seat => seat.Identity).ToHashSet();
        List<EntryId> ids = [];
        await foreach (var entry in store.ScanAsync(EntryFilter.All, cancellationToken).ConfigureAwait(false))
        {
            if (!own.Contains(entry.Summary.Embedder))
                ids.Add(entry.Summary.Id);
        }

        return ids;
    }

    /// <returns>Those that failed.</returns>
    private async ValueTask<List<EntryId>> MoveAsync(
        List<EntryId> ids, int batchMax, IProgress<StoreProgress>? progress, CancellationToken cancellationToken)
    {
        List<EntryId> failed = [];
        foreach (var batch in ids.Chunk(batchMax))
        {
            // A turn for each batch: what is done for requests goes between.
            if (!await background.RunAsync(WorkClass.Migrate, token => MoveAsync(batch, failed, token), cancellationToken)
                .ConfigureAwait(false))
                throw new OperationCanceledException("The cache is being closed.");
            progress?.Report(new StoreProgress(_moved + _dropped, Math.Max(_total, 1)));
        }

        return failed;
    }

    private async ValueTask MoveAsync(EntryId[] batch, List<EntryId> failed, CancellationToken cancellationToken)
    {
        var entries = await ReadAsync(batch, failed, cancellationToken).ConfigureAwait(false);
        foreach (var group in entries.GroupBy(entry => roster.Choose(entry.Summary.Namespace, entry.Summary.Prompt)))
            await MoveAsync(group.Key, [.. group], failed, cancellationToken).ConfigureAwait(false);
        await evictor.MaintainAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<List<Entry>> ReadAsync(
        EntryId[] ids, List<EntryId> failed, CancellationToken cancellationToken)
    {
        List<Entry> entries = [];
        foreach (var id in ids)
        {
            var read = await readGuard.CallAsync(
                (store, id), static (call, token) => call.store.ReadAsync(call.id, token), cancellationToken)
                .ConfigureAwait(false);
            if (!read.Succeeded)
                Fail(failed, id);
            else if (read.Value is not { } entry || entry.Summary.HasEnded(time.GetUtcNow(), entry.Activity))
                Interlocked.Increment(ref _dropped); // Gone meanwhile, or the sweep's.
            else if (ledger.TakenSince(entry.Summary) is not null)
                Interlocked.Increment(ref _dropped); // Invalidated by what it is now, and it would be something else.
            else
                entries.Add(entry);
        }

        return entries;
    }

    private async ValueTask MoveAsync(
        EmbedderSeat seat, List<Entry> entries, List<EntryId> failed, CancellationToken cancellationToken)
    {
        var dimension = seat.Identity.Dimension;
        var semantic = entries.FindAll(entry => entry.Summary.Eligibility == Eligibility.Semantic);
        var vectors = new float[semantic.Count * dimension];
        if (semantic.Count > 0)
        {
            await YieldAsync(seat, cancellationToken).ConfigureAwait(false);
            var prompts = semantic.ConvertAll(entry => entry.Summary.Prompt).ToArray();
            var embedded = await embedding.EmbedAsync(seat.Bounded, prompts, vectors, cancellationToken).ConfigureAwait(false);
            if (!embedded.Succeeded)
            {
                semantic.ForEach(entry => Fail(failed, entry.Summary.Id));
                entries.RemoveAll(semantic.Contains);
                semantic = [];
            }
        }

        foreach (var entry in entries)
        {
            var row = semantic.IndexOf(entry);
            ReadOnlyMemory<float> vector = row < 0 ? default : vectors.AsMemory(row * dimension, dimension);
            await MoveAsync(seat, entry, vector, failed, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask MoveAsync(
        EmbedderSeat seat, Entry entry, ReadOnlyMemory<float> vector, List<EntryId> failed, CancellationToken cancellationToken)
    {
        if (!vector.IsEmpty && EmbeddingCheck.FaultOf(vector.Span) is not null)
        {
            Fail(failed, entry.Summary.Id);
            return;
        }

        var outcome = await mover.MoveAsync(entry, seat.Identity, vector.ToArray(), writeGuard, cancellationToken)
            .ConfigureAwait(false);
        if (outcome is null)
            Fail(failed, entry.Summary.Id);
        else
            Interlocked.Increment(ref outcome.Value ? ref _moved : ref _dropped);
    }

    private void Fail(List<EntryId> failed, EntryId id)
    {
        Interlocked.Increment(ref _failed);
        failed.Add(id);
    }

    /// <summary>Lets those go first who wait for the embedder with a request behind them.</summary>
    private async ValueTask YieldAsync(EmbedderSeat seat, CancellationToken cancellationToken)
    {
        for (var step = 0; step < YieldSteps && seat.Bounded is BatchingEmbedder { Waiting: > 0 }; step++)
            await Task.Delay(YieldStep, time, cancellationToken).ConfigureAwait(false);
    }
}
