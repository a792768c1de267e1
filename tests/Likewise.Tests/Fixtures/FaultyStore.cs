namespace Likewise.Tests.Fixtures;

/// <summary>A real store behind a switchboard: each call may be made to fail, to hang, or to give back something else.</summary>
internal sealed class FaultyStore(IEntryStore inner) : IEntryStore
{
    /// <summary>Runs before each call with its name; what it throws is the call's failure.</summary>
    public Func<string, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs after each write, before its caller learns that it is done.</summary>
    public Func<Entry, Task> Written { get; set; } = _ => Task.CompletedTask;

    /// <summary>Changes what is read.</summary>
    public Func<Entry, Entry> OnRead { get; set; } = entry => entry;

    /// <summary>Stands between a scan and whoever reads it.</summary>
    public Func<IAsyncEnumerable<Entry>, CancellationToken, IAsyncEnumerable<Entry>> OnScan { get; set; } =
        (entries, _) => entries;

    public bool Shared { get; init; }

    public string Name => "faulty";

    public bool IsShared => Shared;

    public bool IsDurable => inner.IsDurable;

    public async ValueTask<Entry?> FindAsync(ExactKey key, CancellationToken cancellationToken)
    {
        await Before("find", cancellationToken);
        return await inner.FindAsync(key, cancellationToken) is { } entry ? OnRead(entry) : null;
    }

    public async ValueTask<Entry?> ReadAsync(EntryId id, CancellationToken cancellationToken)
    {
        await Before("read", cancellationToken);
        return await inner.ReadAsync(id, cancellationToken) is { } entry ? OnRead(entry) : null;
    }

    public async ValueTask WriteAsync(Entry entry, CancellationToken cancellationToken)
    {
        await Before("write", cancellationToken);
        await inner.WriteAsync(entry, cancellationToken);
        await Written(entry);
    }

    public async ValueTask<int> RemoveAsync(ReadOnlyMemory<EntryId> ids, CancellationToken cancellationToken)
    {
        await Before("remove", cancellationToken);
        return await inner.RemoveAsync(ids, cancellationToken);
    }

    public async ValueTask RecordHitsAsync(ReadOnlyMemory<EntryHit> hits, CancellationToken cancellationToken)
    {
        await Before("hits", cancellationToken);
        await inner.RecordHitsAsync(hits, cancellationToken);
    }

    public async ValueTask<EntryFeedback?> RecordFeedbackAsync(
        EntryId id, EntryFeedback added, CancellationToken cancellationToken)
    {
        await Before("feedback", cancellationToken);
        return await inner.RecordFeedbackAsync(id, added, cancellationToken);
    }

    public async ValueTask<PrincipalSet?> RecordConfirmationAsync(
        EntryId id, ulong principal, CancellationToken cancellationToken)
    {
        await Before("confirmation", cancellationToken);
        return await inner.RecordConfirmationAsync(id, principal, cancellationToken);
    }

    public async ValueTask RecordInvalidationAsync(Invalidation invalidation, CancellationToken cancellationToken)
    {
        await Before("invalidation", cancellationToken);
        await inner.RecordInvalidationAsync(invalidation, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Invalidation>> ReadInvalidationsAsync(CancellationToken cancellationToken)
    {
        await Before("invalidations", cancellationToken);
        return await inner.ReadInvalidationsAsync(cancellationToken);
    }

    public async ValueTask ForgetInvalidationsAsync(long upTo, CancellationToken cancellationToken)
    {
        await Before("forget", cancellationToken);
        await inner.ForgetInvalidationsAsync(upTo, cancellationToken);
    }

    public IAsyncEnumerable<Entry> ScanAsync(EntryFilter filter, CancellationToken cancellationToken) =>
        OnScan(inner.ScanAsync(filter, cancellationToken), cancellationToken);

    public async ValueTask<StoreSize> MeasureAsync(CancellationToken cancellationToken)
    {
        await Before("measure", cancellationToken);
        return await inner.MeasureAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
