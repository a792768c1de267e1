namespace Likewise;

/// <summary>What was done in a namespace, or in all that are not told apart. Every member may be called by any thread.</summary>
/// <param name="name">What it is called in metrics.</param>
internal sealed class NamespaceCounters(string name)
{
    private long _hits, _misses, _evictedByOwn, _evictedByAll;

    public string Name { get; } = name;

    public long Hits => Interlocked.Read(ref _hits);

    public long Misses => Interlocked.Read(ref _misses);

    /// <summary>Entries that left because the namespace was full.</summary>
    public long EvictedByOwn => Interlocked.Read(ref _evictedByOwn);

    /// <summary>Entries that left because the cache was full.</summary>
    public long EvictedByAll => Interlocked.Read(ref _evictedByAll);

    public void Looked(LookupResult result) => Interlocked.Increment(ref result is LookupHit ? ref _hits : ref _misses);

    public void Evicted(bool isByOwn) => Interlocked.Increment(ref isByOwn ? ref _evictedByOwn : ref _evictedByAll);
}
