namespace Likewise.Vectors;

/// <summary>Plans the memory of a vector index before there is one.</summary>
public static class Capacity
{
    /// <summary>
    /// What one thread reads from memory in a second. Measured on a server core: 32 to 38 GB/s beyond the caches.
    /// </summary>
    private const double BytesPerSecond = 32e9;

    /// <summary>A search should not take longer: to embed the text of the query takes about as long.</summary>
    private static readonly TimeSpan ScanMax = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// From the simplest that is exact to the smallest. No graph: cells of codes are searched faster and take less, and links
    /// are what a removal has to mend.
    /// </summary>
    private static readonly VectorLayout[] Preferred =
    [
        VectorLayout.Flat, VectorLayout.BinaryInt8, VectorLayout.Inverted, VectorLayout.InvertedProduct, VectorLayout.Binary,
    ];

    /// <summary>The memory of every layout.</summary>
    public static IReadOnlyList<CapacityEstimate> EstimateAll(CapacityOptions options) =>
        [.. VectorLayout.All.Select(layout => layout.Estimate(options))];

    /// <summary>Chooses a layout: of those that fit, the first whose search is quick enough, from simple to small.</summary>
    /// <param name="options">What is to be held.</param>
    /// <param name="bytesMax">Memory that the index may take, in bytes; null for as much as it needs.</param>
    /// <param name="isAvailable">Whether to choose among the layouts that this library has an index of.</param>
    public static CapacityAdvice Recommend(CapacityOptions options, long? bytesMax = null, bool isAvailable = false)
    {
        var layouts = Preferred.Where(layout => layout.IsAvailable || !isAvailable);
        var all = layouts.Select(layout => layout.Estimate(options)).ToArray();
        var fitting = all.Where(estimate => bytesMax is null || estimate.Bytes <= bytesMax).ToArray();
        if (fitting.Length == 0)
        {
            var least = all.MinBy(estimate => estimate.Bytes)!; // Preferred is not empty, and flat is available.
            return new CapacityAdvice(null, FormattableString.Invariant(
                $"nothing fits; the smallest, {least.Layout}, takes {least.Bytes:N0} bytes"));
        }

        var best = Array.Find(fitting, estimate => ScanTime(estimate) is not { } time || time <= ScanMax)
            ?? fitting.MinBy(estimate => estimate.ScanBytes)!; // There is one.
        return new CapacityAdvice(best, ReasonFor(best, bytesMax is not null && fitting.Length < all.Length));
    }

    private static TimeSpan? ScanTime(CapacityEstimate estimate) =>
        estimate.ScanBytes is { } bytes ? TimeSpan.FromSeconds(bytes / BytesPerSecond) : null;

    private static string ReasonFor(CapacityEstimate best, bool isMemoryTight)
    {
        var limited = isMemoryTight ? "of those that fit, " : "";
        var quality = best.Layout.IsEstimated
            ? "but a similarity is an estimate, so that a threshold is not kept exactly"
            : "a similarity is the cosine of the vectors kept";
        var search = ScanTime(best) is { } time
            ? FormattableString.Invariant(
                $"a search reads {best.ScanBytes / 1e6:N1} MB in order, about {time.TotalMilliseconds:F2} ms of one thread")
            : "a search reads the nearest cells, not everything";
        return $"{limited}{search}; {quality}";
    }
}
