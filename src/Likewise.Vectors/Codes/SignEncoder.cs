using Likewise.Vectors.Codes;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors;

/// <summary>Writes a vector as a short code of bits: on which side of a number of random planes it lies.</summary>
/// <remarks>
/// <para>A bit is set when the vector's product with a direction is negative. Two vectors at an angle θ lie on different sides of
/// a random plane with probability θ/π (Goemans and Williamson, 1995), so the share of bits that differ tells their cosine:
/// <see cref="ExpectedSimilarity"/>. The directions are orthonormal, which makes the share vary less than independent ones would
/// (Ji and others, Super-Bit Locality-Sensitive Hashing, 2012); of more bits than dimensions, each run of as many as there are
/// dimensions is orthonormal in itself.</para>
/// <para>The directions follow from seed, dimension and bits alone, by additions, multiplications and square roots in a fixed
/// order: they are the same on every machine. A product that is next to nothing may still fall on either side by instruction
/// set.</para>
/// <para>Immutable, and safe for concurrent calls. It takes 4 bytes per dimension and bit (384 KiB for 384 and 256), so indexes
/// of one embedder should share one.</para>
/// </remarks>
public sealed class SignEncoder
{
    private readonly AlignedBuffer<float> _panels;

    /// <summary>Draws the directions: some tens of milliseconds for 384 dimensions and 256 bits.</summary>
    /// <param name="dimension">Length of every vector; at least 1, at most 65,536.</param>
    /// <param name="codeBits">Bits in a code; a multiple of 128, at least 128, at most 1,024.</param>
    /// <param name="seed">Which directions. Codes of different seeds cannot be compared.</param>
    public SignEncoder(int dimension, int codeBits = 256, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 65_536);
        if (codeBits is < 128 or > 1024 || codeBits % 128 != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(codeBits), codeBits, "A code has 128 to 1,024 bits, in steps of 128.");
        }

        Dimension = dimension;
        CodeBits = codeBits;
        _panels = Panels(RandomDirections.Draw(dimension, codeBits, new Random(seed)), dimension);
    }

    /// <summary>Length of every vector.</summary>
    public int Dimension { get; }

    /// <summary>Bits in a code.</summary>
    /// <value>256 by default.</value>
    public int CodeBits { get; }

    /// <summary>Words of 64 bits in a code.</summary>
    public int CodeWords => CodeBits / SignProjection.Width;

    /// <summary>Writes a vector's code.</summary>
    /// <param name="vector">Shape [<see cref="Dimension"/>], finite, of any length but 0.</param>
    /// <param name="code">Receives the bits, the first in the lowest place. Shape [<see cref="CodeWords"/>].</param>
    /// <exception cref="ArgumentException">A shape is not as said.</exception>
    public void Encode(ReadOnlySpan<float> vector, Span<ulong> code)
    {
        if (vector.Length != Dimension)
            throw new ArgumentException($"The vector has {vector.Length} elements, not {Dimension}.", nameof(vector));
        if (code.Length != CodeWords)
            throw new ArgumentException($"The code has {code.Length} words, not {CodeWords}.", nameof(code));

        var panelLength = Dimension * SignProjection.Width;
        for (var word = 0; word < code.Length; word++)
            code[word] = SignProjection.Word(vector, _panels.Slice(word * panelLength, panelLength));
    }

    /// <summary>The cosine at which codes differ in so many bits on average; at 256 bits its deviation is near 0.09.</summary>
    /// <param name="distance">Bits that differ; 0 to <see cref="CodeBits"/>.</param>
    public double ExpectedSimilarity(int distance) => Math.Cos(Math.PI * distance / CodeBits);

    /// <summary>Direction i of the vector space, as it was drawn.</summary>
    internal float[] Direction(int bit)
    {
        var panelLength = Dimension * SignProjection.Width;
        var panel = _panels.Slice(bit / SignProjection.Width * panelLength, panelLength);
        var direction = new float[Dimension];
        for (var i = 0; i < Dimension; i++)
            direction[i] = panel[(i * SignProjection.Width) + (bit % SignProjection.Width)];
        return direction;
    }

    /// <summary>Lays 64 directions at a time out by columns, as the projection reads them.</summary>
    private static AlignedBuffer<float> Panels(double[][] directions, int dimension)
    {
        var panels = new AlignedBuffer<float>(checked(directions.Length * dimension));
        for (var bit = 0; bit < directions.Length; bit++)
        {
            var start = (bit / SignProjection.Width * dimension * SignProjection.Width) + (bit % SignProjection.Width);
            for (var i = 0; i < dimension; i++)
                panels[start + (i * SignProjection.Width)] = (float)directions[bit][i];
        }

        return panels;
    }
}
