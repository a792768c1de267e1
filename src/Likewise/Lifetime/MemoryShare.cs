namespace Likewise;

/// <summary>
/// A limit that is a share of the memory that this process may use, and less than what is held while memory is short.
/// </summary>
/// <param name="share">The share, above 0 and up to 1.</param>
/// <param name="read">What memory there is.</param>
internal sealed class MemoryShare(double share, Func<MemoryShare.Reading> read)
{
    /// <summary>Under pressure a twentieth goes each time that maintenance looks, until it is over.</summary>
    private const double KeptUnderPressure = 0.95;

    /// <summary>As the garbage collector sees it, which knows the limits of containers.</summary>
    public static Reading ReadCollector()
    {
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        return new Reading(
            memory.TotalAvailableMemoryBytes, memory.MemoryLoadBytes > 0
                && memory.MemoryLoadBytes >= memory.HighMemoryLoadThresholdBytes);
    }

    public long BytesMax(long held)
    {
        var (available, isShort) = read();
        var bytes = (long)Math.Max(1, share * available);
        return isShort ? Math.Min(bytes, (long)Math.Max(1, KeptUnderPressure * held)) : bytes;
    }

    /// <param name="AvailableBytes">What the process may use.</param>
    /// <param name="IsShort">Whether the last collection found so little left that it collects harder.</param>
    public readonly record struct Reading(long AvailableBytes, bool IsShort);
}
