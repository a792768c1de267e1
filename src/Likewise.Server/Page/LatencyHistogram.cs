namespace Likewise.Server;

/// <summary>
/// Counts durations in cells whose bounds grow by a fourth of an octave, from a microsecond to a minute: a quantile is off by
/// 10 % at most, and two histograms add up.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int CellsPerOctave = 4;
    private const int Octaves = 26; // 2^26 µs are 67 s.

    private readonly int[] _cells = new int[(Octaves * CellsPerOctave) + 1];
    private long _count;

    public void Add(TimeSpan duration)
    {
        _cells[CellOf(duration)]++;
        _count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var at = 0; at < _cells.Length; at++)
            _cells[at] += other._cells[at];
        _count += other._count;
    }

    /// <summary>The duration that a part of all stayed below.</summary>
    /// <param name="part">From 0 to 1.</param>
    /// <returns>Null where nothing was counted.</returns>
    public TimeSpan? Quantile(double part)
    {
        if (_count == 0)
            return null;

        var rank = Math.Max(1, (long)Math.Ceiling(part * _count));
        var cell = 0;
        for (long seen = _cells[0]; seen < rank; seen += _cells[cell])
            cell++;

        // The middle of the cell, as factors go.
        return TimeSpan.FromMicroseconds(Math.Pow(2, (cell + 0.5) / CellsPerOctave));
    }

    private int CellOf(TimeSpan duration)
    {
        var microseconds = Math.Max(1, duration.TotalMicroseconds);
        return Math.Min((int)(Math.Log2(microseconds) * CellsPerOctave), _cells.Length - 1);
    }
}
