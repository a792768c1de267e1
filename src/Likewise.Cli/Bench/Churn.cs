using System.Diagnostics;
using Likewise.Vectors;

namespace Likewise.Cli;

/// <summary>
/// Takes vectors out of a full index and puts others in, one for one: what a cache does at its limit. At the end the index holds
/// what it held at first, in other places.
/// </summary>
/// <remarks>
/// A thousand rows stay out meanwhile; each step takes a random row out and puts a random one of those in. The seed is fixed, so
/// every index goes through the same steps.
/// </remarks>
internal sealed class Churn(VectorFile vectors, int count)
{
    private const int OutMax = 1000;

    private readonly float[] _row = new float[vectors.Dimension];
    private readonly Random _random = new(1);

    /// <summary>Runs so many steps.</summary>
    /// <returns>The ticks that each took, reading the file not counted.</returns>
    public long[] Run(VectorIndex index, long steps, CancellationToken cancellationToken)
    {
        // 1. Make room.
        var rows = Enumerable.Range(0, count).ToArray();
        _random.Shuffle(rows);
        var outside = Math.Min(OutMax, count / 2);
        foreach (var row in rows.AsSpan(0, outside))
            index.Remove(row);

        // 2. Change places: rows[..outside] are out.
        var ticks = new long[Math.Min(steps, 1 << 24)]; // Of the last ones, when there are more.
        for (var step = 0L; step < steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ref var goes = ref rows[_random.Next(outside, count)];
            ref var comes = ref rows[_random.Next(outside)];
            vectors.Read(comes, _row);
            var start = Stopwatch.GetTimestamp();
            index.Remove(goes);
            index.Add(comes, _row);
            ticks[step % ticks.Length] = Stopwatch.GetTimestamp() - start;
            (goes, comes) = (comes, goes);
        }

        // 3. Put back what is out.
        foreach (var row in rows.AsSpan(0, outside))
        {
            vectors.Read(row, _row);
            index.Add(row, _row);
        }

        return ticks;
    }
}
