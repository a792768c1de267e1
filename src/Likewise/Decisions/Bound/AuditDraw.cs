namespace Likewise;

/// <summary>Draws a share of the hits, evenly and without regard to what they are.</summary>
/// <remarks>
/// The n-th draw is SplitMix64's n-th output (Steele, Lea and Flood, 2014) compared with the share: the same sequence in every
/// process, and what is drawn does not depend on what is asked.
/// </remarks>
internal sealed class AuditDraw(double share)
{
    private long _drawn;

    public bool Next()
    {
        var mixed = (ulong)Interlocked.Increment(ref _drawn) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1L << 53)) < share;
    }
}
