namespace Likewise;

/// <summary>How a cache keeps which prompts are asked for most, hits and misses alike.</summary>
/// <remarks>
/// What it keeps of requests is in memory only, and gone with the process. Counts are estimates that may be too high, never too
/// low: by more than <see cref="ErrorShare"/> of all asks counted with a chance of at most <see cref="ErrorRisk"/> (Cormode and
/// Muthukrishnan, "An improved data stream summary: the count-min sketch and its applications", 2005; conservative update: Estan
/// and Varghese, "New directions in traffic measurement and accounting", 2002, which only lowers them).
/// </remarks>
public sealed class PopularityOptions
{
    /// <summary>How many prompts are kept, those that are asked for most.</summary>
    /// <value>0 to 100,000; default 256. 0: nothing is counted, and no prompt kept.</value>
    public int PromptsMax { get; set; } = 256;

    /// <summary>What the requests that are kept may take in memory.</summary>
    /// <value>In bytes, at least 1,024; default 4 MiB.</value>
    public long BytesMax { get; set; } = 4 << 20;

    /// <summary>By which share of all asks an estimate may be too high.</summary>
    /// <value>0.00001 to 0.5; default 0.0005.</value>
    public double ErrorShare { get; set; } = 0.0005;

    /// <summary>The chance that one is higher than that.</summary>
    /// <value>0.0001 to 0.5; default 0.01.</value>
    public double ErrorRisk { get; set; } = 0.01;

    /// <summary>How long it takes until an ask counts half.</summary>
    /// <value>Positive, at most 36,500 days; default 1 hour.</value>
    public TimeSpan HalfLife { get; set; } = TimeSpan.FromHours(1);
}
