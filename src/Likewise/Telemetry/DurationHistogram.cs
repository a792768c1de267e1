using System.Numerics;

namespace Likewise;

/// <summary>
/// Counts durations in cells of bounded relative width, so that percentiles of any range of times come from a few kilobytes.
/// </summary>
/// <remarks>
/// <para>Log-linear: each power of two of ticks (100 ns) is cut into <see cref="CellsPerOctave"/> equal cells, and durations
/// below <see cref="CellsPerOctave"/> ticks have a cell each. A percentile is the middle of its cell, and so off by at most half
/// a cell: <see cref="RelativeError"/>, or half a tick. Durations beyond <see cref="Longest"/> count as that.</para>
/// <para>Adding is one interlocked addition, waits for nobody and allocates nothing. The cells are there once for each of a few
/// processors, or busy ones would pass the same cache lines to and fro. What is read while others add may lack the latest.</para>
/// </remarks>
internal sealed class DurationHistogram
{
    /// <summary>Half the width of a cell, in proportion to the shortest duration in it.</summary>
    public const double RelativeError = 1.0 / (2 * CellsPerOctave);

    private const int CellBits = 4;
    private const int CellsPerOctave = 1 << CellBits;
    private const int OctavesMax = 36; // 2^36 ticks are 1.9 hours.
    private const int Cells = (OctavesMax - CellBits + 1) * CellsPerOctave;
    private const int StripesMax = 4;

    private static readonly int Stripes = Math.Min(
        StripesMax, (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    /// <summary>The cells of a stripe, and after them the sum of its ticks.</summary>
    private readonly long[] _counts = new long[Stripes * (Cells + 1)];

    /// <summary>The longest duration that is told from longer ones.</summary>
    public static TimeSpan Longest { get; } = new((1L << OctavesMax) - 1);

    public void Add(TimeSpan duration)
    {
        var stripe = Stripes == 1 ? 0 : Thread.GetCurrentProcessorId() & (Stripes - 1);
        var first = stripe * (Cells + 1);
        Interlocked.Increment(ref _counts[first + CellOf(duration)]);
        Interlocked.Add(ref _counts[first + Cells], duration.Ticks);
    }

    /// <summary>What has been counted so far.</summary>
    public LatencyStatistics Read()
    {
        var sums = new long[Cells + 1];
        for (var at = 0; at < _counts.Length; at++)
            sums[at % sums.Length] += Volatile.Read(ref _counts[at]);
        var (cells, total) = (sums[..Cells], new TimeSpan(sums[Cells]));
        var count = cells.Sum();
        return count == 0
            ? LatencyStatistics.None
            : new LatencyStatistics(
                count, total, Quantile(cells, count, 0.50), Quantile(cells, count, 0.90), Quantile(cells, count, 0.99));
    }

    private static int CellOf(TimeSpan duration)
    {
        var ticks = Math.Clamp(duration.Ticks, 0, Longest.Ticks);
        if (ticks < CellsPerOctave)
            return (int)ticks;

        var octave = BitOperations.Log2((ulong)ticks);
        return ((octave - CellBits) * CellsPerOctave) + (int)(ticks >> (octave - CellBits));
    }

    /// <summary>The middle of the cell that holds the duration of a rank.</summary>
    private static TimeSpan Quantile(long[] cells, long count, double part)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(part * count));
        var cell = 0;
        for (var seen = cells[0]; seen < rank; seen += cells[cell])
            cell++;
        if (cell < CellsPerOctave)
            return new TimeSpan(cell);

        var shift = (cell / CellsPerOctave) - 1;
        var first = (long)((cell % CellsPerOctave) + CellsPerOctave) << shift;
        return new TimeSpan(first + ((1L << shift) / 2));
    }
}
