using System.Runtime.CompilerServices;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>The middles of cells: vectors of length 1, in bytes, and their codes, bit by bit. Immutable.</summary>
/// <remarks>
/// What is near is found in two steps: by code, then by product. Codes alone are not good enough, and products with all would
/// take longer than everything else (decision 0019).
/// </remarks>
internal sealed class CellCentres
{
    private readonly AlignedBuffer<ulong> _strips; // Shape [strips, parts, 128, 8].
    private readonly AlignedBuffer<sbyte> _elements;
    private readonly AlignedBuffer<float> _scales;
    private readonly int _parts;

    /// <param name="points">Of any length but 0. Shape [count, dimension].</param>
    /// <param name="encoder">Writes their codes.</param>
    public CellCentres(ReadOnlySpan<float> points, SignEncoder encoder)
    {
        Dimension = encoder.Dimension;
        Count = points.Length / Dimension;
        _parts = encoder.CodeBits / SlicedHamming.Bits;
        _strips = new(Strips * _parts * SlicedNearest.PartWords);
        _elements = new(Count * Dimension);
        _scales = new(Count);
        Span<ulong> code = stackalloc ulong[encoder.CodeWords];
        for (var cell = 0; cell < Count; cell++)
        {
            var point = points.Slice(cell * Dimension, Dimension);
            encoder.Encode(point, code);
            WriteCode(cell, code);
            Int8Quantizer.Quantize(point, _elements.Slice(cell * Dimension, Dimension));
            var square = (float)Int8Dot.Product(Elements(cell), Elements(cell));
            _scales[cell] = square > 0 ? 1 / MathF.Sqrt(square) : 0;
        }
    }

    /// <summary>Cells that are there already, as <see cref="Codes"/> and the others gave them.</summary>
    /// <exception cref="ArgumentException">They are not of one number.</exception>
    public CellCentres(SignEncoder encoder, Region codes, Region elements, Region scales)
    {
        (_strips, _elements, _scales) = (new(codes), new(elements), new(scales));
        (Dimension, Count) = (encoder.Dimension, _scales.Length);
        _parts = encoder.CodeBits / SlicedHamming.Bits;
        if (_elements.Length != (long)Count * Dimension || _strips.Length != (long)Strips * _parts * SlicedNearest.PartWords)
            throw new ArgumentException("These are not as many codes as middles and scales.", nameof(codes));
    }

    public int Count { get; }

    public int Dimension { get; }

    /// <summary>Their codes, bit by bit.</summary>
    public ReadOnlySpan<ulong> Codes => _strips.Span;

    /// <summary>All middles, but for their scales.</summary>
    public ReadOnlySpan<sbyte> AllElements => _elements.Span;

    public ReadOnlySpan<float> Scales => _scales.Span;

    public long Bytes => ((long)_strips.Length * sizeof(ulong)) + _elements.Length + ((long)_scales.Length * sizeof(float));

    /// <summary>A middle, but for its scale.</summary>
    public ReadOnlySpan<sbyte> Elements(int cell) => _elements.Slice(cell * Dimension, Dimension);

    public float Scale(int cell) => _scales[cell];

    /// <summary>The cell that is nearest to a vector.</summary>
    /// <param name="code">The vector's code.</param>
    /// <param name="elements">The vector in bytes, whatever its scale.</param>
    /// <param name="shortlist">How many are compared by product.</param>
    [SkipLocalsInit]
    public int Nearest(ReadOnlySpan<ulong> code, ReadOnlySpan<sbyte> elements, int shortlist)
    {
        Span<int> listed = stackalloc int[shortlist];
        var (nearest, best) = (0, float.NegativeInfinity);
        foreach (var cell in listed[..Shortlist(code, listed)])
        {
            var product = Product(cell, elements);
            if (product > best)
                (nearest, best) = (cell, product);
        }

        GC.KeepAlive(this);
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
        Span<int> listed = stackalloc int[shortlist];
        var count = 0;
        foreach (var cell in listed[..Shortlist(code, listed)])
        {
            var cosine = Product(cell, elements) * scale;
            if (count == chosen.Length && cosine <= chosen[^1].Cosine)
                continue;

            var place = count == chosen.Length ? count - 1 : count++;
            for (; place > 0 && chosen[place - 1].Cosine < cosine; place--)
                chosen[place] = chosen[place - 1];
            chosen[place] = (cosine, cell);
        }

        GC.KeepAlive(this);
        return count;
    }

    private int Strips => (Count + SlicedHamming.Rows - 1) / SlicedHamming.Rows;

    private float Product(int cell, ReadOnlySpan<sbyte> elements) => Int8Dot.Product(Elements(cell), elements) * _scales[cell];

    /// <summary>The cells nearest by code.</summary>
    [SkipLocalsInit]
    private int Shortlist(ReadOnlySpan<ulong> code, Span<int> listed)
    {
        Span<ulong> bits = stackalloc ulong[_parts * SlicedHamming.Bits];
        SlicedHamming.Spread(code, bits);
        Span<ulong> room = stackalloc ulong[SlicedNearest.RoomWords(Strips)];
        var count = SlicedNearest.List(ref _strips[0], bits, Count, room, listed);
        GC.KeepAlive(this);
        return count;
    }

    private void WriteCode(int cell, ReadOnlySpan<ulong> code)
    {
        var (strip, place) = (cell / SlicedHamming.Rows, cell % SlicedHamming.Rows);
        var first = strip * _parts * SlicedNearest.PartWords;
        for (var bit = 0; bit < code.Length * 64; bit++)
        {
            ref var word = ref _strips[first + (bit * SlicedHamming.LineWords) + (place / 64)];
            word |= ((code[bit / 64] >> (bit % 64)) & 1) << (place % 64);
        }
    }
}
