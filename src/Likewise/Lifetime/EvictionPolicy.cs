namespace Likewise;

/// <summary>Which entries leave first when a cache is full.</summary>
public enum EvictionPolicy
{
    /// <summary>
    /// Those asked for least lately, by a small sketch that remembers what has left too (W-TinyLFU). What is new has a small part
    /// of the cache to show that it is wanted; a sweep of prompts asked once drives nothing popular out. Where a trial on a
    /// sample says that <see cref="Lru"/> would have done better lately, it is that.
    /// </summary>
    TinyLfu,

    /// <summary>Those not used for longest.</summary>
    Lru,

    /// <summary>Those used least often, older uses counting half after a while.</summary>
    Lfu,

    /// <summary>Those stored first, however they are used.</summary>
    Fifo,

    /// <summary>Those that have the least time left to live.</summary>
    SoonestToEnd,

    /// <summary>
    /// Those whose next hits save the least tokens and seconds for each byte, by how often they are asked for and how often their
    /// answers were right.
    /// </summary>
    CostAware,
}
