using Likewise.Vectors.Codes;
using Likewise.Vectors.Kernels;

namespace Likewise.Vectors;

/// <summary>Writes a vector in few bytes: cut in pieces, each replaced by the nearest of 256 learned ones.</summary>
/// <remarks>
/// <para>Each piece has a codebook of its own, found by k-means over samples (Jégou, Douze and Schmid, Product Quantization for
/// Nearest Neighbor Search, 2011). When the dimension is not a multiple of the number of pieces, the first pieces are one
/// element longer than the rest.</para>
/// <para><b>Error.</b> Eight bits for a piece of n elements are 8/n bits an element. For normal elements of variance σ² no code
/// whatever gets below <c>σ² · 2^(−16/n)</c> per element (Shannon, 1959); many codewords, well placed, get to
/// <c>2π · G · ((n + 2) / n)^(n/2 + 1)</c> times that, where G is 1/12 for n = 1 and 0.077 for n = 4 (Zador, 1982; Conway and
/// Sloane, 1988): 2.7 times, and 1.6 times. 256 trained ones lie between, or a fifth above. A product read from the tables
/// differs from the true one by at most the length of the query times the distance of the vector from what was written, and as
/// a rule by that divided by √dimension. What a code cannot tell is for a re-score to tell.</para>
/// <para>Immutable, and safe for concurrent calls. It takes 1 KiB per dimension.</para>
/// </remarks>
public sealed class ProductQuantizer
{
    private const int Codewords = ProductScan.TableLength;

    /// <summary>64 per codeword: more gain little.</summary>
    private const int SamplesMax = 64 * Codewords;

    private readonly Centroids[] _books;

    /// <summary>A quantizer of known codebooks.</summary>
    /// <param name="dimension">Length of every vector; at least 1, at most 65,536.</param>
    /// <param name="subquantizers">Pieces, and so bytes in a code; 1 to <paramref name="dimension"/>.</param>
    /// <param name="codebooks">
    /// As <see cref="CopyCodebooks"/> wrote them: piece by piece, 256 codewords of the piece's length each. Shape
    /// [256 · dimension], finite.
    /// </param>
    /// <exception cref="ArgumentException">A shape is not as said, or a number is not finite.</exception>
    public ProductQuantizer(int dimension, int subquantizers, ReadOnlySpan<float> codebooks)
        : this(dimension, subquantizers)
    {
        if (codebooks.Length != Codewords * dimension)
        {
            throw new ArgumentException(
                $"{codebooks.Length} numbers are not {Codewords} codewords of {dimension} elements.", nameof(codebooks));
        }

        ThrowIfNotFinite(codebooks, nameof(codebooks));
        for (var i = 0; i < subquantizers; i++)
        {
            var (start, length) = Piece(i);
            _books[i] = new Centroids(codebooks.Slice(start * Codewords, length * Codewords), length);
        }
    }

    private ProductQuantizer(int dimension, int subquantizers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 65_536);
        ArgumentOutOfRangeException.ThrowIfLessThan(subquantizers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subquantizers, dimension);
        Dimension = dimension;
        _books = new Centroids[subquantizers];
    }

    /// <summary>Length of every vector.</summary>
    public int Dimension { get; }

    /// <summary>Pieces of a vector, and so bytes in a code.</summary>
    public int Subquantizers => _books.Length;

    /// <summary>Numbers in the tables of a query: 256 for each piece.</summary>
    public int TablesLength => Subquantizers * Codewords;

    /// <summary>Learns codebooks from samples: about a second for 384 dimensions, whatever the pieces.</summary>
    /// <param name="samples">
    /// Vectors like those to be written. Shape [n, dimension], n at least 1, finite. Of more than 16,384 that many are used,
    /// evenly spaced; with fewer than 256 distinct ones some codewords stay unused.
    /// </param>
    /// <param name="dimension">Length of every vector; at least 1, at most 65,536.</param>
    /// <param name="subquantizers">Pieces, and so bytes in a code; 1 to <paramref name="dimension"/>.</param>
    /// <param name="seed">Where the search for codewords begins.</param>
    /// <returns>The same for the same samples and seed, whatever the machine.</returns>
    /// <exception cref="ArgumentException">A shape is not as said, or an element is not finite.</exception>
    public static ProductQuantizer Train(ReadOnlySpan<float> samples, int dimension, int subquantizers, int seed = 1)
    {
        var quantizer = new ProductQuantizer(dimension, subquantizers);
        if (samples.IsEmpty || samples.Length % dimension != 0)
            throw new ArgumentException($"{samples.Length} numbers are no vectors of {dimension} elements.", nameof(samples));

        ThrowIfNotFinite(samples, nameof(samples));
        var training = new KMeans(Codewords, seed);
        for (var i = 0; i < subquantizers; i++)
        {
            var (start, length) = quantizer.Piece(i);
            quantizer._books[i] = training.Train(Pieces(samples, dimension, start, length), length);
        }

        return quantizer;
    }

    /// <summary>Writes a vector's code.</summary>
    /// <param name="vector">Shape [<see cref="Dimension"/>], finite.</param>
    /// <param name="code">Receives the number of the nearest codeword of each piece. Shape [<see
    /// cref="Subquantizers"/>].</param>
    /// <exception cref="ArgumentException">A shape is not as said.</exception>
    public void Encode(ReadOnlySpan<float> vector, Span<byte> code)
    {
        ThrowIfNot(Dimension, vector.Length, nameof(vector));
        ThrowIfNot(Subquantizers, code.Length, nameof(code));
        Span<int> nearest = stackalloc int[1];
        Span<float> score = stackalloc float[1];
        for (var i = 0; i < code.Length; i++)
        {
            var (start, length) = Piece(i);
            _books[i].Nearest(vector.Slice(start, length), nearest, score);
            code[i] = (byte)nearest[0];
        }
    }

    /// <summary>Reads a vector.</summary>
    /// <param name="code">As <see cref="Encode"/> wrote it. Shape [<see cref="Subquantizers"/>].</param>
    /// <param name="vector">Receives the codewords. Shape [<see cref="Dimension"/>].</param>
    /// <exception cref="ArgumentException">A shape is not as said.</exception>
    public void Decode(ReadOnlySpan<byte> code, Span<float> vector)
    {
        ThrowIfNot(Subquantizers, code.Length, nameof(code));
        ThrowIfNot(Dimension, vector.Length, nameof(vector));
        for (var i = 0; i < code.Length; i++)
        {
            var (start, length) = Piece(i);
            _books[i].CopyTo(Math.Min(code[i], _books[i].Count - 1), vector.Slice(start, length));
        }
    }

    /// <summary>Writes the products of a query's pieces with every codeword, from which <see cref="Similarity"/>
    /// reads.</summary>
    /// <param name="query">Shape [<see cref="Dimension"/>], finite.</param>
    /// <param name="tables">Receives 256 numbers for each piece. Shape [<see cref="TablesLength"/>].</param>
    /// <exception cref="ArgumentException">A shape is not as said.</exception>
    public void Tables(ReadOnlySpan<float> query, Span<float> tables)
    {
        ThrowIfNot(Dimension, query.Length, nameof(query));
        ThrowIfNot(TablesLength, tables.Length, nameof(tables));
        for (var i = 0; i < _books.Length; i++)
        {
            var (start, length) = Piece(i);
            var table = tables.Slice(i * Codewords, Codewords);
            _books[i].Products(query.Slice(start, length), table[.._books[i].Count]);
            table[_books[i].Count..].Clear();
        }
    }

    /// <summary>The product of a query, as it is, with a vector, as it was written; of unit vectors nearly their
    /// cosine.</summary>
    /// <param name="tables">As <see cref="Tables"/> wrote them. Shape [<see cref="TablesLength"/>].</param>
    /// <param name="code">Shape [<see cref="Subquantizers"/>].</param>
    /// <exception cref="ArgumentException">A shape is not as said.</exception>
    public float Similarity(ReadOnlySpan<float> tables, ReadOnlySpan<byte> code)
    {
        ThrowIfNot(TablesLength, tables.Length, nameof(tables));
        ThrowIfNot(Subquantizers, code.Length, nameof(code));
        return ProductScan.One(tables, code);
    }

    /// <summary>Writes the codebooks, for a constructor to read.</summary>
    /// <param name="codebooks">Receives them. Shape [256 · <see cref="Dimension"/>].</param>
    /// <exception cref="ArgumentException">The shape is not as said.</exception>
    public void CopyCodebooks(Span<float> codebooks)
    {
        ThrowIfNot(Codewords * Dimension, codebooks.Length, nameof(codebooks));
        for (var i = 0; i < _books.Length; i++)
        {
            var (start, length) = Piece(i);
            for (var word = 0; word < Codewords; word++)
            {
                var place = (start * Codewords) + (word * length);
                _books[i].CopyTo(Math.Min(word, _books[i].Count - 1), codebooks.Slice(place, length));
            }
        }
    }

    /// <summary>Where a piece begins in a vector, and how long it is.</summary>
    internal (int Start, int Length) Piece(int index)
    {
        var (length, longer) = Math.DivRem(Dimension, Subquantizers);
        return ((index * length) + Math.Min(index, longer), index < longer ? length + 1 : length);
    }

    /// <summary>The same piece of each sample, one after the other.</summary>
    private static float[] Pieces(ReadOnlySpan<float> samples, int dimension, int start, int length)
    {
        var rows = samples.Length / dimension;
        var used = Math.Min(rows, SamplesMax);
        var pieces = new float[used * length];
        for (var i = 0; i < used; i++)
        {
            var row = (int)((long)i * rows / used);
            samples.Slice((row * dimension) + start, length).CopyTo(pieces.AsSpan(i * length));
        }

        return pieces;
    }

    private static void ThrowIfNot(int expected, int actual, string name)
    {
        if (actual != expected)
            throw new ArgumentException($"The length is {actual}, not {expected}.", name);
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> values, string name)
    {
        if (!float.IsFinite(LargestMagnitude.Of(values)))
            throw new ArgumentException("A number is not finite.", name);
    }
}
