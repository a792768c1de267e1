using System.Numerics;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>Finds the middles of cells (Lloyd, Least squares quantization in PCM, 1982), on the sphere.</summary>
/// <remarks>
/// Rows are compared with the middles that are near by code, as when they look for their cell, so that a round takes a few
/// microseconds a row whatever the number of cells. A sample is read from its row each time: what is written to the row
/// meanwhile does no harm. The outcome follows from samples, start and seed alone.
/// </remarks>
/// <param name="rows">How rows are read.</param>
/// <param name="table">The rows.</param>
/// <param name="seed">Which samples are taken and where the search starts.</param>
internal sealed class CellTraining(InvertedRows rows, RowTable table, int seed)
{
    private readonly Random _random = new(seed);
    private readonly float[] _vector = new float[rows.Encoder.Dimension];
    private readonly sbyte[] _elements = new sbyte[rows.Encoder.Dimension];
    private readonly ulong[] _code = new ulong[rows.Encoder.CodeWords];

    /// <summary>Finds cells.</summary>
    /// <param name="slots">The rows to find them from; some are taken.</param>
    /// <param name="count">How many; fewer are found when there are fewer rows.</param>
    /// <param name="before">Cells to start from.</param>
    public CellCentres Train(int[] slots, int count, CellCentres? before)
    {
        _random.Shuffle(slots);
        count = Math.Max(1, Math.Min(count, slots.Length));
        var samples = slots.AsSpan(0, (int)Math.Min(slots.Length, (long)count * InvertedLimits.SamplesPerCell));
        var points = new float[count * _vector.Length];
        Start(points, samples, before);
        var centres = new CellCentres(points, rows.Encoder);
        var rounds = before is null ? InvertedLimits.Rounds : InvertedLimits.RoundsAnew;
        for (var round = 0; round < rounds; round++)
        {
            Average(points, samples, centres);
            centres = new CellCentres(points, rows.Encoder);
        }

        return centres;
    }

    /// <summary>Those that were, as far as they are wanted, then samples.</summary>
    private void Start(Span<float> points, ReadOnlySpan<int> samples, CellCentres? before)
    {
        var dimension = _vector.Length;
        var kept = Math.Min(before?.Count ?? 0, points.Length / dimension);
        for (var i = 0; i < points.Length / dimension; i++)
        {
            var point = points.Slice(i * dimension, dimension);
            if (i < kept)
                Int8Quantizer.Restore(before!.Elements(i), before.Scale(i), point);
            else
                Place(samples[i % samples.Length], point);
        }

        GC.KeepAlive(before);
    }

    /// <summary>Moves each point to the middle of its samples, each without samples to one of them all.</summary>
    private void Average(float[] points, ReadOnlySpan<int> samples, CellCentres centres)
    {
        Array.Clear(points);
        var sizes = new int[centres.Count];
        foreach (var slot in samples)
        {
            if (!rows.TryRead(table, slot, _vector, out _, out _))
                continue;

            rows.Encoder.Encode(_vector, _code);
            Int8Quantizer.Quantize(_vector, _elements);
            var cell = centres.Nearest(_code, _elements, InvertedLimits.RowShortlist);
            sizes[cell]++;
            var sum = points.AsSpan(cell * _vector.Length, _vector.Length);
            Add(sum, _vector);
        }

        for (var cell = 0; cell < sizes.Length; cell++)
        {
            if (sizes[cell] == 0)
                Place(samples[_random.Next(samples.Length)], points.AsSpan(cell * _vector.Length, _vector.Length));
        }
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> vector)
    {
        var i = 0;
        for (; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(sum[i..]) + new Vector<float>(vector[i..])).CopyTo(sum[i..]);
        for (; i < sum.Length; i++)
            sum[i] += vector[i];
    }

    /// <summary>Puts a point where a row is, or anywhere if the row has gone.</summary>
    private void Place(int slot, Span<float> point)
    {
        if (!rows.TryRead(table, slot, point, out _, out _))
            point[_random.Next(point.Length)] = 1;
    }
}
