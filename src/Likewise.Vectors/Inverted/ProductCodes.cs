using System.Runtime.InteropServices;
using Likewise.Vectors.Kernels;

namespace Likewise.Vectors.Inverted;

/// <summary>Rows of a product quantiser's codes, and what they tell of a similarity.</summary>
/// <remarks>
/// <para>A row is the code of a vector x, which stands for y, and a float32: 1 / (x · y). A query q of cosine s with x is
/// s · x + √(1 − s²) · u for a direction u at right angles to x. So (q · y) / (x · y) = s + √(1 − s²) · (u · y) / (x · y): an
/// estimate of s without bias, as in Gao and Long, RaBitQ, 2024. If u points anywhere, its standard deviation is
/// √(1 − s²) · t / √(d − 1), where t is the tangent of the angle between x and y and d the dimension.</para>
/// <para>The deviation is that of a similarity one deviation below the estimate, so that what seems to be equal is not
/// taken for certain. Real differences are not in any direction alike, but for the most part in those that vectors differ in
/// anyway: the quantiser has learned those, and errs less there than in others.</para>
/// </remarks>
internal sealed class ProductCodes
{
    private const int Codewords = ProductScan.TableLength;

    /// <summary>A vector whose code says next to nothing of it: it is never sure enough.</summary>
    private const float ProductMin = 1e-3f;

    private readonly ProductQuantizer _quantizer;
    private readonly float[] _words; // Piece by piece, so that a codeword lies in one piece.
    private readonly float[] _squares; // Of the codewords' lengths. Shape [pieces, 256].

    public ProductCodes(ProductQuantizer quantizer)
    {
        _quantizer = quantizer;
        _words = new float[Codewords * quantizer.Dimension];
        quantizer.CopyCodebooks(_words);
        _squares = new float[Codewords * quantizer.Subquantizers];
        for (var piece = 0; piece < quantizer.Subquantizers; piece++)
        {
            for (var word = 0; word < Codewords; word++)
                _squares[(piece * Codewords) + word] = Dot.Product(Word(piece, word), Word(piece, word));
        }
    }

    public ProductQuantizer Quantizer => _quantizer;

    /// <summary>As <see cref="ProductQuantizer.CopyCodebooks"/> writes them.</summary>
    public ReadOnlySpan<float> Codebooks => _words;

    /// <summary>Tells it from other quantisers.</summary>
    public ulong Hash => Snapshots.LaneHash.Compute(MemoryMarshal.AsBytes<float>(_words));

    public int RowBytes => _quantizer.Subquantizers + sizeof(float);

    /// <summary>The quantiser's codebooks, and the same once more.</summary>
    public long Bytes => ((2L * _words.Length) + _squares.Length) * sizeof(float);

    public void Write(ReadOnlySpan<float> vector, float scale, Span<byte> row)
    {
        var code = row[.._quantizer.Subquantizers];
        _quantizer.Encode(vector, code);
        var (product, _) = Products(code, vector);
        MemoryMarshal.Write(row[code.Length..], 1 / Math.Max(product * scale, ProductMin));
    }

    /// <summary>Reads what a code stands for, brought to length 1.</summary>
    public void Read(ReadOnlySpan<byte> row, Span<float> vector)
    {
        _quantizer.Decode(row[.._quantizer.Subquantizers], vector);
        var square = Dot.Product(vector, vector);
        if (square > 0)
        {
            var scale = 1 / MathF.Sqrt(square);
            foreach (ref var element in vector)
                element *= scale;
        }
        else
        {
            vector[0] = 1;
        }
    }

    /// <param name="row">As <see cref="Write"/> wrote it.</param>
    /// <param name="query">Shape [dimension].</param>
    /// <param name="scale">What to multiply the query with to bring it to length 1.</param>
    public (float Similarity, float Uncertainty) Estimate(ReadOnlySpan<byte> row, ReadOnlySpan<float> query, float scale)
    {
        var (product, square) = Products(row[.._quantizer.Subquantizers], query);
        var factor = MemoryMarshal.Read<float>(row[_quantizer.Subquantizers..]);
        var similarity = Math.Clamp(product * scale * factor, -1f, 1f);

        // σ of s where s + σ(s) is the estimate: the lower root of (e − s)² = k · (1 − s²), k = t² / (d − 1).
        var k = Math.Max((square * factor * factor) - 1, 0) / Math.Max(_quantizer.Dimension - 1, 1);
        var below = (similarity - MathF.Sqrt(k * (1 + k - (similarity * similarity)))) / (1 + k);
        return (similarity, similarity - below);
    }

    /// <summary>The product of a vector with what a code stands for, and the square of that one's length.</summary>
    private (float Product, float Square) Products(ReadOnlySpan<byte> code, ReadOnlySpan<float> vector)
    {
        var (product, square) = (0f, 0f);
        for (var piece = 0; piece < code.Length; piece++)
        {
            var (start, length) = _quantizer.Piece(piece);
            product += Dot.Product(vector.Slice(start, length), Word(piece, code[piece]));
            square += _squares[(piece * Codewords) + code[piece]];
        }

        return (product, square);
    }

    private ReadOnlySpan<float> Word(int piece, int word)
    {
        var (start, length) = _quantizer.Piece(piece);
        return _words.AsSpan((start * Codewords) + (word * length), length);
    }
}
