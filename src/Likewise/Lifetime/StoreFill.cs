using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>
/// Reads the store at start: what is in time and of a known embedder is taken in, what has ended goes. Beside lookups it may take
/// its time: what is asked for meanwhile is taken in out of turn.
/// </summary>
/// <remarks>
/// What is read may have been overtaken, so that (1) what was invalidated is known before the first entry is taken in; (2) an
/// entry whose key came or went since the start is passed over (<see cref="EntryTable.TryFill"/>); (3) an entry is looked at
/// again once it can be found: whoever took it meanwhile has passed before, or finds it.
/// </remarks>
internal sealed class StoreFill(
    IEntryStore store, EntryTable table, VectorTiers tiers, EntryRemover remover, InvalidationLedger ledger,
    TimeProvider time, IProgress<FillProgress>? progress, ILogger logger)
{
    private const int ReportEvery = 1000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Dictionary<EmbedderIdentity, long> _foreign = [];
    private long _read, _total, _skipped, _startedAt;

    /// <summary>Entries of other embedders: kept, for whoever comes back to theirs, but not searched (invariant I3).</summary>
    public IReadOnlyDictionary<EmbedderIdentity, long> Foreign => _foreign;

    /// <summary>Whether every entry of the store has been looked at.</summary>
    public bool IsDone => _done.Task.IsCompleted;

    /// <summary>Ends when <see cref="IsDone"/>.</summary>
    public Task WhenDone => _done.Task;

    /// <summary>How far it is; null when it is done.</summary>
    public FillProgress? Progress => IsDone
        ? null
        : new FillProgress(Interlocked.Read(ref _read), Interlocked.Read(ref _total), Interlocked.Read(ref _skipped));

    /// <summary>Reads what was invalidated: before that nothing may answer.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        ledger.Load(await store.ReadInvalidationsAsync(cancellationToken).ConfigureAwait(false));
        _startedAt = ledger.Epoch;
        table.BeginFill();
    }

    /// <summary>Reads the rest.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        Dictionary<EmbedderIdentity, long> foreign = [];
        var size = await store.MeasureAsync(cancellationToken).ConfigureAwait(false);
        (_read, _total, _skipped) = (0, size.Entries, 0);
        progress?.Report(new FillProgress(0, size.Entries, 0));
        await foreach (var entry in store.ScanAsync(EntryFilter.All, cancellationToken).ConfigureAwait(false))
        {
            if (await TakeAsync(entry, cancellationToken).ConfigureAwait(false) is null)
                _skipped++;
            if (!tiers.Hold(entry.Summary.Embedder) && !HasGone(entry))
                foreign[entry.Summary.Embedder] = foreign.GetValueOrDefault(entry.Summary.Embedder) + 1;
            if (++_read % ReportEvery == 0)
                progress?.Report(new FillProgress(_read, Math.Max(_read, size.Entries), _skipped));
        }

        _foreign = foreign;
        table.EndFill();
        _done.SetResult();
        progress?.Report(new FillProgress(_read, _read, _skipped));
        foreach (var (identity, count) in _foreign)
            Log.ForeignEntries(logger, count, identity);
    }

    /// <summary>Reads the rest however often the store fails, until it is stopped.</summary>
    public async Task KeepRunningAsync(CancellationToken cancellationToken)
    {
        while (!IsDone && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Entries go on being taken in as they are asked for; the rest is tried again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.FillFailed(logger, fault);
                await Task.Delay(Pause, time, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Takes an entry in that was read just now, unless it is there.</summary>
    /// <returns>Null where it may not be taken in, or has left meanwhile.</returns>
    public async ValueTask<Resident?> TakeAsync(Entry entry, CancellationToken cancellationToken)
    {
        if (table.TryGet(entry.Summary.Id, out var present))
            return present;
        if (table.IsOwn(entry.Summary.Id))
            return null;

        ledger.Raise(entry.Summary.Epoch);
        if (HasGone(entry))
        {
            table.Begin(entry.Summary.Id); // A clock that is set back does not bring it in any more: its payload is to go.
            remover.Owe(entry.Summary.Id);
            return null;
        }

        if (!tiers.Hold(entry.Summary.Embedder))
            return null;
        if (entry.Summary.Eligibility == Eligibility.Semantic && FaultOf(entry) is { } fault)
        {
            Log.EntryDropped(logger, entry.Summary.Id, fault);
            remover.Owe(entry.Summary.Id);
            return null;
        }

        var resident = new Resident(table.Texts.Share(entry.Summary), entry.Activity);
        return await PublishAsync(resident, entry.Vector, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Resident?> PublishAsync(
        Resident resident, ReadOnlyMemory<float> vector, CancellationToken cancellationToken)
    {
        var summary = resident.Summary;
        if (!table.TryFill(resident))
            return table.TryGet(summary.Id, out var other) ? other : null; // Somebody asked for it.

        if (summary.Eligibility == Eligibility.Semantic)
            await tiers.AddAsync(summary, vector, cancellationToken).ConfigureAwait(false);
        if (IsTaken(summary))
            await remover.RemoveAsync(resident, cancellationToken).ConfigureAwait(false);
        if (table.TryGet(summary.Id, out var now) && now == resident)
            return resident;

        // Gone while its vector was on its way.
        await tiers.WithdrawAsync(summary, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private bool HasGone(Entry entry) =>
        entry.Summary.HasEnded(time.GetUtcNow(), entry.Activity) || IsTaken(entry.Summary);

    /// <summary>By what was left to do at the start, or by anything since: what is taken in here was stored before.</summary>
    private bool IsTaken(EntrySummary summary) =>
        ledger.TakenStill(summary) is not null || ledger.TakenAfter(summary, _startedAt) is not null;

    private static string? FaultOf(Entry entry) => entry.Vector.Length == entry.Summary.Embedder.Dimension
        ? EmbeddingCheck.FaultOf(entry.Vector.Span)
        : $"its vector has {entry.Vector.Length} components, not {entry.Summary.Embedder.Dimension}";
}
