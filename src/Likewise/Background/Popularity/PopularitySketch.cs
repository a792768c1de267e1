using System.Numerics;

namespace Likewise;

/// <summary>
/// A Count-Min sketch with conservative update: how often each of any number of things was added, from fixed memory. An estimate
/// is never below the truth, and with a chance of 1 − δ no more than ε of all that was added above it.
/// </summary>
/// <remarks>
/// Rows are ⌈ln(1/δ)⌉, counters of a row ⌈e/ε⌉ (Cormode and Muthukrishnan, 2005, theorem 1), up to the next power of two.
/// Each row takes the top bits of a·x + b over 128 bits: pairwise independent, as the proof needs (Dietzfelbinger, 1996). Only
/// the counters that say least are raised (Estan and Varghese, 2002). Seeds are fixed: keys are digests, which nobody can choose.
/// The 4-bit sketch of evictions cannot serve: it saturates at 15. Not safe for concurrent use.
/// </remarks>
internal sealed class PopularitySketch
{
    private const int Seed = 20_051_029;

    private readonly uint[] _counters;
    private readonly (UInt128 A, UInt128 B)[] _rows;
    private readonly int _shift;

    public PopularitySketch(double errorShare, double errorRisk)
    {
        var depth = (int)Math.Ceiling(Math.Log(1 / errorRisk));
        Width = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(Math.E / errorShare));
        _shift = 128 - BitOperations.Log2((uint)Width);
        _counters = new uint[depth * Width];
        var random = new Random(Seed);
        _rows = [.. Enumerable.Range(0, depth).Select(_ => (Next(random), Next(random)))];
    }

    public int Width { get; }

    public int Depth => _rows.Length;

    /// <summary>All that was added, less what has aged.</summary>
    public long Total { get; private set; }

    /// <returns>The estimate, this one included.</returns>
    public uint Add(ulong key)
    {
        var least = Estimate(key);
        var raised = least == uint.MaxValue ? least : least + 1;
        for (var row = 0; row < _rows.Length; row++)
        {
            ref var counter = ref _counters[SlotOf(row, key)];
            counter = Math.Max(counter, raised);
        }

        Total++;
        return raised;
    }

    public uint Estimate(ulong key)
    {
        var least = uint.MaxValue;
        for (var row = 0; row < _rows.Length; row++)
            least = Math.Min(least, _counters[SlotOf(row, key)]);
        return least;
    }

    /// <summary>Everything counts half, rounded down.</summary>
    public void Halve()
    {
        foreach (ref var counter in _counters.AsSpan())
            counter >>= 1;
        Total >>= 1;
    }

    private int SlotOf(int row, ulong key) => (row * Width) + (int)(((_rows[row].A * key) + _rows[row].B) >> _shift);

    private static UInt128 Next(Random random) => new(
        (ulong)random.NextInt64(long.MinValue, long.MaxValue), (ulong)random.NextInt64(long.MinValue, long.MaxValue));
}
