using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Likewise.Encoder;

/// <summary>
/// Finds out, from rows that a layer is given, what comes off its inputs and which of them are given in parts. Only precision
/// hangs on it, never what is computed.
/// </summary>
internal sealed class InputFit
{
    // Centers are multiples of this, far below a step of most rows: instruction sets that add otherwise find the same ones.
    private const float CenterStep = 1f / 64;

    private readonly float[] _rows;
    private readonly int[] _parts;
    private readonly Extremes[] _extremes;

    private InputFit(float[] rows, int inputs)
    {
        (_rows, _parts) = (rows, [.. Enumerable.Repeat(1, inputs)]);
        _extremes = new Extremes[rows.Length / inputs];
    }

    /// <param name="rows">Shape [rows, inputs]. Overwritten.</param>
    /// <param name="inputs">Components of a row.</param>
    public static ByteInputs Of(float[] rows, int inputs)
    {
        var fit = new InputFit(rows, inputs);
        var centers = fit.TakeMeansOff();
        for (var row = 0; row < fit._extremes.Length; row++)
            fit._extremes[row] = Extremes.Of(fit.Row(row));
        for (var further = 0; further < Math.Min(ByteInputs.MostParts, inputs / 16); further++)
            fit.SplitWhatGainsMost();
        return new ByteInputs(centers, fit._parts);
    }

    private float[] TakeMeansOff()
    {
        var centers = new float[_parts.Length];
        for (var row = 0; row < _extremes.Length; row++)
            TensorPrimitives.Add(centers, Row(row), centers);
        TensorPrimitives.Multiply(centers, 1 / (CenterStep * _extremes.Length), centers);
        TensorPrimitives.Round(centers, centers);
        TensorPrimitives.Multiply(centers, CenterStep, centers);
        for (var row = 0; row < _extremes.Length; row++)
            TensorPrimitives.Subtract(Row(row), centers, Row(row));
        return centers;
    }

    /// <summary>
    /// Rounding costs as the square of a row's range, so one more part goes where it takes most off the squares.
    /// </summary>
    private void SplitWhatGainsMost()
    {
        var gains = new double[_parts.Length];
        foreach (var row in _extremes)
        {
            var square = Square(row.High - row.Low);
            if (row.HighAt >= 0)
                gains[row.HighAt] += square - Square(Math.Max(row.NextHigh, Smaller(row.High, row.HighAt)) - row.Low);
            if (row.LowAt >= 0)
                gains[row.LowAt] += square - Square(row.High - Math.Min(row.NextLow, Smaller(row.Low, row.LowAt)));
        }
        var best = TensorPrimitives.IndexOfMax<double>(gains);
        for (var row = 0; row < _extremes.Length; row++)
        {
            var values = Row(row);
            values[best] = Smaller(values[best], best);
            if (_extremes[row].Knows(best)) _extremes[row] = Extremes.Of(values);
        }
        _parts[best]++;
    }

    private float Smaller(float value, int input) => value * _parts[input] / (_parts[input] + 1);

    private static double Square(float range) => (double)range * range;

    private Span<float> Row(int row) => _rows.AsSpan(row * _parts.Length, _parts.Length);

    /// <summary>The two greatest and the two least values of a row and where they are; zero counts among them, nowhere.</summary>
    private struct Extremes
    {
        public float High, NextHigh, Low, NextLow;
        public int HighAt, NextHighAt, LowAt, NextLowAt;

        // Run once, while loading: there are no later calls that it could be made faster for.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static Extremes Of(ReadOnlySpan<float> values)
        {
            var found = new Extremes { HighAt = -1, NextHighAt = -1, LowAt = -1, NextLowAt = -1 };
            for (var i = 0; i < values.Length; i++)
            {
                var value = values[i];
                if (value > found.High)
                    (found.NextHigh, found.NextHighAt, found.High, found.HighAt) = (found.High, found.HighAt, value, i);
                else if (value > found.NextHigh)
                    (found.NextHigh, found.NextHighAt) = (value, i);
                else if (value < found.Low)
                    (found.NextLow, found.NextLowAt, found.Low, found.LowAt) = (found.Low, found.LowAt, value, i);
                else if (value < found.NextLow)
                    (found.NextLow, found.NextLowAt) = (value, i);
            }
            return found;
        }

        public readonly bool Knows(int input) =>
            input == HighAt || input == NextHighAt || input == LowAt || input == NextLowAt;
    }
}
