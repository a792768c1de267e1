using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Likewise.Vectors.Binary;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>
/// The middles of cells: vectors of length 1, in bytes, with their codes, of which the first bits lie bit by bit. Immutable.
/// </summary>
/// <remarks>
/// What is near is found in three steps: by the first 128 bits, by the whole code, by the product. Codes alone are not good
/// enough, and products with all would take longer than everything else (decision 0019).
/// </remarks>
internal sealed class CellCentres
{
    /// <summary>How many of those nearest by the first bits have their whole code looked at, for each that is wanted.</summary>
    private const int FrontShare = 2;

    private const int FrontWords = SlicedHamming.Bits / 64;
    private const int StripWords = SlicedHamming.Bits * SlicedHamming.LineWords;

    private readonly AlignedBuffer<ulong> _fronts;
    private readonly ulong[] _backs;
    private readonly AlignedBuffer<sbyte> _elements;
    private readonly float[] _scales;
    private readonly int _backWords;

    /// <param name="points">Of any length but 0. Shape [count, dimension].</param>
    /// <param name="encoder">Writes their codes.</param>
    public CellCentres(ReadOnlySpan<float> points, SignEncoder encoder)
    {
        Dimension = encoder.Dimension;
        Count = points.Length / Dimension;
        _backWords = encoder.CodeWords - FrontWords;
        _fronts = new((Count + SlicedHamming.Rows - 1) / SlicedHamming.Rows * StripWords);
        _backs = new ulong[Count * _backWords];
        _elements = new(Count * Dimension);
        _scales = new float[Count];
        Span<ulong> code = stackalloc ulong[encoder.CodeWords];
        for (var cell = 0; cell < Count; cell++)
        {
            var point = points.Slice(cell * Dimension, Dimension);
            encoder.Encode(point, code);
            WriteFront(cell, code);
            code[FrontWords..].CopyTo(_backs.AsSpan(cell * _backWords));
            Int8Quantizer.Quantize(point, Elements(cell));
            var square = (float)Int8Dot.Product(Elements(cell), Elements(cell));
            _scales[cell] = square > 0 ? 1 / MathF.Sqrt(square) : 0;
        }
    }

    public int Count { get; }

    public int Dimension { get; }

    public long Bytes => ((long)_fronts.Length * sizeof(ulong)) + ((long)_backs.Length * sizeof(ulong))
        + _elements.Length + ((long)_scales.Length * sizeof(float));

    /// <summary>A middle, but for its scale.</summary>
    public Span<sbyte> Elements(int cell) => _elements.Slice(cell * Dimension, Dimension);

    public float Scale(int cell) => _scales[cell];

    /// <summary>The cell that is nearest to a vector.</summary>
    /// <param name="code">The vector's code.</param>
    /// <param name="elements">The vector in bytes, whatever its scale.</param>
    /// <param name="shortlist">How many are compared by product.</param>
    [SkipLocalsInit]
    public int Nearest(ReadOnlySpan<ulong> code, ReadOnlySpan<sbyte> elements, int shortlist)
    {
        Span<ulong> listed = stackalloc ulong[shortlist];
        var (nearest, best) = (0, float.NegativeInfinity);
        foreach (var row in Shortlist(code, listed))
        {
            var cell = SurvivorHeap.SlotOf(row);
            var product = Product(cell, elements);
            if (product > best || (product == best && cell < nearest))
                (nearest, best) = (cell, product);
        }

        return nearest;
    }

    /// <summary>The cells that are nearest to a vector, nearest first.</summary>
    /// <param name="code">The vector's code.</param>
    /// <param name="elements">The vector in bytes.</param>
    /// <param name="scale">What to multiply those with.</param>
    /// <param name="shortlist">How many are compared by product.</param>
    /// <param name="chosen">Receives the cells and their cosines.</param>
    /// <returns>How many were written.</returns>
    [SkipLocalsInit]
    public int Choose(
        ReadOnlySpan<ulong> code, ReadOnlySpan<sbyte> elements, float scale, int shortlist,
        Span<(float Cosine, int Cell)> chosen)
    {
        Span<ulong> listed = stackalloc ulong[shortlist];
        var count = 0;
        foreach (var row in Shortlist(code, listed))
        {
            var cell = SurvivorHeap.SlotOf(row);
            var cosine = Product(cell, elements) * scale;
            if (count == chosen.Length && cosine <= chosen[^1].Cosine)
                continue;

            var place = count == chosen.Length ? count - 1 : count++;
            for (; place > 0 && chosen[place - 1].Cosine < cosine; place--)
                chosen[place] = chosen[place - 1];
            chosen[place] = (cosine, cell);
        }

        return count;
    }

    public float Product(int cell, ReadOnlySpan<sbyte> elements) =>
        Int8Dot.Product(_elements.Slice(cell * Dimension, Dimension), elements) * _scales[cell];

    /// <summary>The cells nearest by code, in no order.</summary>
    [SkipLocalsInit]
    private ReadOnlySpan<ulong> Shortlist(ReadOnlySpan<ulong> code, Span<ulong> listed)
    {
        Span<ulong> bits = stackalloc ulong[SlicedHamming.Bits];
        SlicedHamming.Spread(code, bits);
        var heap = new SurvivorHeap(listed, code.Length * 64);
        Shortlist(bits, code[FrontWords..], FrontShare * listed.Length, ref heap);
        return heap.Rows;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Shortlist(
        scoped ReadOnlySpan<ulong> bits, scoped ReadOnlySpan<ulong> back, int looked, scoped ref SurvivorHeap heap)
    {
        Span<ulong> near = stackalloc ulong[SlicedHamming.LineWords];
        Span<ulong> counts = stackalloc ulong[SlicedHamming.Counters * SlicedHamming.LineWords];
        Span<ushort> rows = stackalloc ushort[SlicedHamming.Rows + 4];
        Span<int> passed = stackalloc int[SlicedHamming.Bits + 1];
        passed.Clear();
        var gate = new FrontGate(passed, SlicedHamming.Bits, 0, looked);
        ref var query = ref MemoryMarshal.GetReference(bits);
        ref var words = ref MemoryMarshal.GetReference(back);
        for (var first = 0; first < Count; first += SlicedHamming.Rows)
        {
            ref var strip = ref _fronts[first / SlicedHamming.Rows * StripWords];
            if (!SlicedHamming.Near(ref strip, ref query, gate.Max, ref near[0], ref counts[0]))
                continue;

            foreach (var row in rows[..SlicedHamming.List(ref near[0], ref rows[0])])
            {
                var cell = first + row;
                var distance = SlicedHamming.Count(ref counts[0], row);
                if (cell >= Count || !gate.TryPass(distance))
                    continue;

                if (!back.IsEmpty)
                    distance += CodeDistance.Between(ref _backs[cell * back.Length], ref words, back.Length);
                heap.Offer(cell, distance);
            }
        }
    }

    private void WriteFront(int cell, ReadOnlySpan<ulong> code)
    {
        var (strip, place) = (cell / SlicedHamming.Rows, cell % SlicedHamming.Rows);
        for (var bit = 0; bit < SlicedHamming.Bits; bit++)
        {
            ref var word = ref _fronts[(strip * StripWords) + (bit * SlicedHamming.LineWords) + (place / 64)];
            word |= ((code[bit / 64] >> (bit % 64)) & 1) << (place % 64);
        }
    }
}
