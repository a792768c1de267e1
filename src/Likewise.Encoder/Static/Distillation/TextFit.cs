using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Likewise.Encoder;

/// <summary>
/// Moves pieces' vectors so that the mean of a text's pieces points where the text's own vector points: least squares with a pull
/// towards where they were, solved by conjugate gradients on the normal equations. Every component is a system of its own, all of
/// them with the same matrix, so they are solved side by side.
/// </summary>
/// <param name="dimension">Components of a vector.</param>
internal sealed class TextFit(int dimension)
{
    // More change the vectors no more than another sample of texts would.
    private const int Rounds = 8;
    private const int Steps = 15;

    private readonly List<int> _ids = [];
    private readonly List<int> _ends = [];
    private readonly List<float> _targets = [];

    private ReadOnlySpan<float> Targets => CollectionsMarshal.AsSpan(_targets);

    /// <summary>Takes a text.</summary>
    /// <param name="ids">Its pieces, at least one.</param>
    /// <param name="target">Where their mean should point, of length about 1. Shape [dimension].</param>
    public void Add(ReadOnlySpan<int> ids, ReadOnlySpan<float> target)
    {
        _ids.AddRange(ids);
        _ends.Add(_ids.Count);
        _targets.AddRange(target);
    }

    /// <summary>
    /// Moves vectors, in rounds: what counts of a mean is its direction alone, so each round asks for targets as long as the
    /// means have become.
    /// </summary>
    /// <param name="rows">Shape [pieces, dimension].</param>
    /// <param name="pull">How strongly each is held where it is, in texts of one piece; above 0.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public void Apply(float[] rows, float pull, CancellationToken cancellationToken)
    {
        var means = new float[_targets.Count];
        Multiply(rows, means);
        Scale(rows, means);
        Solve(rows, [.. _targets], pull, cancellationToken);
        var asked = new float[means.Length];
        for (var round = 1; round < Rounds; round++)
        {
            Multiply(rows, means);
            for (var at = 0; at < means.Length; at += dimension)
            {
                var length = TensorPrimitives.Norm<float>(means.AsSpan(at, dimension));
                TensorPrimitives.Multiply(Targets.Slice(at, dimension), length, asked.AsSpan(at, dimension));
            }
            Solve(rows, asked, pull, cancellationToken);
        }
    }

    /// <summary>Solves (AᵀA + pull) x = Aᵀ (asked − A rows) by conjugate gradients, and adds x.</summary>
    private void Solve(float[] rows, float[] asked, float pull, CancellationToken cancellationToken)
    {
        var means = new float[asked.Length];
        Multiply(rows, means);
        TensorPrimitives.Subtract(asked, means, means);
        var residual = new float[rows.Length];
        MultiplyTransposed(means, residual);
        var (direction, product) = ((float[])residual.Clone(), new float[rows.Length]);
        var squares = ColumnProducts(residual, residual);
        for (var step = 0; step < Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Multiply(direction, means);
            MultiplyTransposed(means, product);
            TensorPrimitives.MultiplyAdd(direction, pull, product, product);
            var rates = Divide(squares, ColumnProducts(direction, product));
            AddColumns(rows, direction, rates, 1);
            AddColumns(residual, product, rates, -1);
            var next = ColumnProducts(residual, residual);
            var turns = Divide(next, squares);
            for (var at = 0; at < direction.Length; at += dimension)
            {
                var part = direction.AsSpan(at, dimension);
                TensorPrimitives.MultiplyAdd(part, turns, residual.AsSpan(at, dimension), part);
            }
            squares = next;
        }
    }

    /// <summary>Brings rows and means to the size that comes closest to the targets, one factor for all.</summary>
    private void Scale(float[] rows, float[] means)
    {
        var factor = TensorPrimitives.Dot(Targets, means) / TensorPrimitives.Dot<float>(means, means);
        TensorPrimitives.Multiply(rows, factor, rows);
        TensorPrimitives.Multiply(means, factor, means);
    }

    /// <summary>Each text's mean.</summary>
    private void Multiply(float[] rows, float[] means)
    {
        for (int text = 0, at = 0; text < _ends.Count; text++)
        {
            var mean = means.AsSpan(text * dimension, dimension);
            mean.Clear();
            var share = 1f / (_ends[text] - at);
            for (; at < _ends[text]; at++)
                TensorPrimitives.Add(mean, rows.AsSpan(_ids[at] * dimension, dimension), mean);
            TensorPrimitives.Multiply(mean, share, mean);
        }
    }

    /// <summary>To each piece its share of every text that it is in.</summary>
    private void MultiplyTransposed(float[] means, float[] rows)
    {
        Array.Clear(rows);
        for (int text = 0, at = 0; text < _ends.Count; text++)
        {
            var mean = means.AsSpan(text * dimension, dimension);
            var share = 1f / (_ends[text] - at);
            for (; at < _ends[text]; at++)
            {
                var row = rows.AsSpan(_ids[at] * dimension, dimension);
                TensorPrimitives.MultiplyAdd(mean, share, row, row);
            }
        }
    }

    private float[] ColumnProducts(float[] left, float[] right)
    {
        var sums = new float[dimension];
        for (var at = 0; at < left.Length; at += dimension)
            TensorPrimitives.MultiplyAdd(left.AsSpan(at, dimension), right.AsSpan(at, dimension), sums, sums);
        return sums;
    }

    private void AddColumns(float[] rows, float[] change, float[] rates, float sign)
    {
        var signed = new float[dimension];
        TensorPrimitives.Multiply(rates, sign, signed);
        for (var at = 0; at < rows.Length; at += dimension)
        {
            var row = rows.AsSpan(at, dimension);
            TensorPrimitives.MultiplyAdd(change.AsSpan(at, dimension), signed, row, row);
        }
    }

    private static float[] Divide(float[] above, float[] below) => [.. above.Zip(below, (a, b) => b > 0 ? a / b : 0)];
}
