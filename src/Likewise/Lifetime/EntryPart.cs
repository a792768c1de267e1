namespace Likewise;

/// <summary>
/// Entries of which one leaves for another while the cache as a whole has room: those of a namespace with limits of its own, or
/// all that have none. Not thread-safe.
/// </summary>
/// <param name="key">Whose they are, and how many there may be; without limits, all the rest.</param>
/// <param name="order">Which of them leaves first.</param>
internal sealed class EntryPart(in PartKey key, IEvictionOrder order)
{
    private readonly long _entriesMax = key.EntriesMax ?? long.MaxValue;
    private readonly long _payloadBytesMax = key.PayloadBytesMax ?? long.MaxValue;
    private long _memoryBytes;

    public PartKey Key { get; } = key;

    public int Count { get; private set; }

    public long PayloadBytes { get; private set; }

    public bool IsOver => Count > _entriesMax || PayloadBytes > _payloadBytesMax;

    /// <summary>Whether it waits to be brought back within its limits.</summary>
    public bool IsListed { get; set; }

    /// <summary>Who leaves next; null when there is nobody.</summary>
    public Resident? Next => (Resident?)order.Next;

    public void Add(Resident resident)
    {
        order.Add(resident, resident.HitCount);
        Count++;
        PayloadBytes += resident.Summary.PayloadBytes;
        _memoryBytes += EntrySize.Of(resident.Summary);
    }

    public void Use(Resident resident) => order.Use(resident);

    public void Remove(Resident resident)
    {
        order.Remove(resident);
        Count--;
        PayloadBytes -= resident.Summary.PayloadBytes;
        _memoryBytes -= EntrySize.Of(resident.Summary);
    }

    /// <summary>
    /// How much of what it may hold it does hold: the largest of the shares of entries, payload and memory, each of its own limit
    /// or of the whole cache's, whichever is lower.
    /// </summary>
    public double FullnessWithin(CacheLimits whole) => Math.Max(
        Math.Max(
            Count / (double)Math.Min(_entriesMax, whole.EntriesMax),
            PayloadBytes / (double)Math.Min(_payloadBytesMax, whole.PayloadBytesMax)),
        _memoryBytes / (double)whole.MemoryBytesMax);
}
