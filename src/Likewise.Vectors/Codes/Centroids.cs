using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Codes;

/// <summary>Points to which vectors are assigned, laid out by columns in panels of 64. Immutable.</summary>
/// <remarks>
/// Nearest is the one with the greatest <c>x · c − |c|² / 2</c>, which orders them as the distance does and takes one product.
/// The term of the centroid is where its sum starts. Places beyond the last centroid start at −∞, so that they are never
/// nearest. Which one is nearest comes out the same in every instruction set (<see cref="IPanelProducts"/>).
/// </remarks>
internal sealed class Centroids
{
    private readonly AlignedBuffer<float> _panels;
    private readonly float[] _starts;

    /// <summary>Takes a copy.</summary>
    /// <param name="elements">Shape [count, dimension], finite.</param>
    /// <param name="dimension">At least 1.</param>
    public Centroids(ReadOnlySpan<float> elements, int dimension)
    {
        Debug.Assert(dimension > 0 && elements.Length > 0 && elements.Length % dimension == 0);
        Dimension = dimension;
        Count = elements.Length / dimension;
        var panels = (Count + PanelProducts.Width - 1) / PanelProducts.Width;
        _panels = new(checked(panels * PanelProducts.Width * dimension));
        _starts = new float[panels * PanelProducts.Width];
        _starts.AsSpan().Fill(float.NegativeInfinity);
        for (var i = 0; i < Count; i++)
        {
            var centroid = elements.Slice(i * dimension, dimension);
            for (var j = 0; j < dimension; j++)
                Element(i, j) = centroid[j];
            _starts[i] = HalfSquare(centroid);
        }
    }

    public int Dimension { get; }

    public int Count { get; }

    /// <summary>Reads a centroid.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <param name="destination">Shape [<see cref="Dimension"/>].</param>
    public void CopyTo(int index, Span<float> destination)
    {
        for (var j = 0; j < Dimension; j++)
            destination[j] = Element(index, j);
    }

    /// <summary>The product of a vector with every centroid.</summary>
    /// <param name="vector">Shape [<see cref="Dimension"/>].</param>
    /// <param name="products">Shape [<see cref="Count"/>].</param>
    public void Products(ReadOnlySpan<float> vector, Span<float> products)
    {
        if (Vector512.IsHardwareAccelerated)
            Products<PanelProducts512>(vector, products);
        else if (Vector256.IsHardwareAccelerated)
            Products<PanelProducts256>(vector, products);
        else if (Vector128.IsHardwareAccelerated)
            Products<PanelProducts128>(vector, products);
        else
            Products<PanelProductsScalar>(vector, products);
    }

    /// <summary>The nearest centroid of each of several vectors; of equally near ones the first.</summary>
    /// <param name="vectors">Shape [count, <see cref="Dimension"/>], finite.</param>
    /// <param name="nearest">Receives a number for each. Shape [count].</param>
    /// <param name="scores">
    /// Receives <c>x · c − |c|² / 2</c> for each, so that the squared distance is <c>|x|²</c> less twice this. Shape [count].
    /// </param>
    public void Nearest(ReadOnlySpan<float> vectors, Span<int> nearest, Span<float> scores)
    {
        Debug.Assert(vectors.Length == nearest.Length * Dimension && scores.Length == nearest.Length);
        if (Vector512.IsHardwareAccelerated)
            Nearest<PanelProducts512>(vectors, nearest, scores);
        else if (Vector256.IsHardwareAccelerated)
            Nearest<PanelProducts256>(vectors, nearest, scores);
        else if (Vector128.IsHardwareAccelerated)
            Nearest<PanelProducts128>(vectors, nearest, scores);
        else
            Nearest<PanelProductsScalar>(vectors, nearest, scores);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Products<TProducts>(ReadOnlySpan<float> vector, Span<float> products)
        where TProducts : struct, IPanelProducts
    {
        Debug.Assert(vector.Length == Dimension && products.Length == Count);
        Span<float> zeros = stackalloc float[PanelProducts.Width];
        zeros.Clear();
        Span<float> sums = stackalloc float[PanelProducts.Width];
        ref var v = ref MemoryMarshal.GetReference(vector);
        var start = 0;
        for (; start + PanelProducts.Width <= products.Length; start += PanelProducts.Width)
            TProducts.One(ref v, ref _panels[start * Dimension], ref zeros[0], Dimension, ref products[start]);
        if (start == products.Length)
            return;

        TProducts.One(ref v, ref _panels[start * Dimension], ref zeros[0], Dimension, ref sums[0]);
        sums[..(products.Length - start)].CopyTo(products[start..]);
    }

    // Optimised from its first call: it trains, and it stands in the way of every vector that is added. Vectors go in blocks
    // that stay in the cache while all panels pass by, so that many panels are not read anew for every four vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Nearest<TProducts>(ReadOnlySpan<float> vectors, Span<int> nearest, Span<float> scores)
        where TProducts : struct, IPanelProducts
    {
        const int blockRows = 64;
        scores.Fill(float.NegativeInfinity);
        nearest.Clear();
        Span<float> sums = stackalloc float[PanelProducts.Rows * PanelProducts.Width];
        for (var block = 0; block < nearest.Length; block += blockRows)
        {
            var end = Math.Min(block + blockRows, nearest.Length);
            for (var start = 0; start < _starts.Length; start += PanelProducts.Width)
            {
                for (var row = block; row < end;)
                {
                    var rows = end - row < PanelProducts.Rows ? 1 : PanelProducts.Rows;
                    ref var vector = ref Unsafe.AsRef(in vectors[row * Dimension]);
                    Sums<TProducts>(ref vector, rows, start, ref sums[0]);
                    for (var i = 0; i < rows; i++, row++)
                        Take<TProducts>(ref sums[i * PanelProducts.Width], start, ref nearest[row], ref scores[row]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Sums<TProducts>(ref float vectors, int rows, int start, ref float sums)
        where TProducts : struct, IPanelProducts
    {
        if (rows == 1)
            TProducts.One(ref vectors, ref _panels[start * Dimension], ref _starts[start], Dimension, ref sums);
        else
            TProducts.Four(ref vectors, ref _panels[start * Dimension], ref _starts[start], Dimension, ref sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take<TProducts>(ref float sums, int start, ref int nearest, ref float score)
        where TProducts : struct, IPanelProducts
    {
        var place = TProducts.LargestAbove(ref sums, score);
        if (place < 0)
            return;

        nearest = start + place;
        score = Unsafe.Add(ref sums, place);
    }

    private ref float Element(int index, int element)
    {
        var panel = index / PanelProducts.Width * PanelProducts.Width * Dimension;
        return ref _panels[panel + (element * PanelProducts.Width) + (index % PanelProducts.Width)];
    }

    private static float HalfSquare(ReadOnlySpan<float> centroid)
    {
        var square = 0.0;
        foreach (var element in centroid)
            square += (double)element * element;
        return (float)(square / -2);
    }
}
