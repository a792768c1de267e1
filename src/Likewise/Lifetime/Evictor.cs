namespace Likewise;

/// <summary>Lets entries leave while the cache is over its limits, which may change at any time.</summary>
internal sealed class Evictor(
    EntryTable table, UseLog uses, EntryRemover remover, CacheCounters counters, MemoryShare? share, CacheLimits limits)
{
    private CacheLimits _asked = limits, _inForce = limits;

    /// <summary>The limits in force; those asked for, or less where memory is short.</summary>
    public CacheLimits Limits
    {
        get => Volatile.Read(ref _inForce);
        set
        {
            Volatile.Write(ref _asked, value);
            Follow();
        }
    }

    /// <summary>The limits asked for.</summary>
    public CacheLimits Asked => Volatile.Read(ref _asked);

    public static Evictor For(
        SemanticCacheOptions options, EntryTable table, UseLog uses, EntryRemover remover, CacheCounters counters)
    {
        var share = options.MemoryShareMax is { } part ? new MemoryShare(part, MemoryShare.ReadCollector) : null;
        return new Evictor(table, uses, remover, counters, share, new CacheLimits
        {
            EntriesMax = options.EntriesMax,
            PayloadBytesMax = options.PayloadBytesMax,
            MemoryBytesMax = options.MemoryBytesMax ?? long.MaxValue,
        });
    }

    /// <summary>Looks at the memory there is, where a share of it is the limit, and lets go what is too much.</summary>
    public ValueTask MaintainAsync(CancellationToken cancellationToken)
    {
        Follow();
        return RunAsync(int.MaxValue, cancellationToken);
    }

    /// <summary>
    /// Lets entries leave one by one, so that nobody waits for more than one of them.
    /// </summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops; maintenance goes on with it.</param>
    public async ValueTask RunAsync(int most, CancellationToken cancellationToken)
    {
        if (!table.IsOver(Limits))
            return;

        uses.Apply(table);
        for (var left = most; left > 0 && table.TryEvict(Limits, out var evicted, out var isOfPart); left--)
        {
            await remover.WithdrawAsync(evicted, RemovalReason.Evicted, cancellationToken).ConfigureAwait(false);
            counters.Evicted(evicted.Summary.Namespace, isOfPart);
        }
    }

    private void Follow()
    {
        var asked = Volatile.Read(ref _asked);
        var inForce = share is null
            ? asked
            : asked with { MemoryBytesMax = Math.Min(asked.MemoryBytesMax, share.BytesMax(table.MemoryBytes)) };
        Volatile.Write(ref _inForce, inForce);
    }
}
