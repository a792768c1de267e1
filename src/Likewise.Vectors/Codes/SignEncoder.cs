using System.Numerics;
using Likewise.Vectors.Kernels;

namespace Likewise.Vectors;

/// <summary>Writes a vector as a short code of bits: on which side of a number of random planes it lies.</summary>
/// <remarks>
/// <para>A bit is set when an element of the rotated vector is negative. Two vectors at an angle θ lie on different sides of a
/// random plane with probability θ/π (Goemans and Williamson, 1995), so the share of bits that differ tells their cosine:
/// <see cref="ExpectedSimilarity"/>. The planes of one rotation stand at right angles, which makes the share vary less than
/// independent ones would (Ji and others, Super-Bit Locality-Sensitive Hashing, 2012).</para>
/// <para>The rotation is three rounds of turning random signs and a Walsh-Hadamard transform, of the vector filled up with zeros
/// to a power of two, at least 128; for hashing by angles it does what a random rotation does (Andoni and others, Practical and
/// Optimal LSH for Angular Distance, 2015), in length · log length steps. When the code has more bits than that, there are
/// several rotations.</para>
/// <para>The code follows from seed, dimension and bits alone, to the bit, on every machine.</para>
/// <para>Immutable, and safe for concurrent calls. It takes a few kilobytes.</para>
/// </remarks>
public sealed class SignEncoder
{
    private const int Rounds = 3;
    private const int LengthMin = 128;
    private const int DimensionMax = 16_384; // The filled-up vector lies on the stack.
    private const uint SignBit = 1u << 31;
    private const float BitOfOne = -1; // A bit is set where the element is negative.

    private readonly uint[] _turns; // Shape [rotations, rounds, length].

    /// <summary>Draws the rotation.</summary>
    /// <param name="dimension">Length of every vector; 1 to 16,384.</param>
    /// <param name="codeBits">Bits in a code; a multiple of 128, at least 128, at most 1,024.</param>
    /// <param name="seed">Which rotation. Codes of different seeds cannot be compared.</param>
    public SignEncoder(int dimension, int codeBits = 256, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, DimensionMax);
        if (codeBits is < 128 or > 1024 || codeBits % 128 != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(codeBits), codeBits, "A code has 128 to 1,024 bits, in steps of 128.");
        }

        (Dimension, CodeBits, Seed) = (dimension, codeBits, seed);
        Length = Math.Max(LengthMin, (int)BitOperations.RoundUpToPowerOf2((uint)dimension));
        _turns = Draw((codeBits + Length - 1) / Length * Rounds * Length, (ulong)seed);
    }

    /// <summary>Length of every vector.</summary>
    public int Dimension { get; }

    /// <summary>Bits in a code.</summary>
    /// <value>256 by default.</value>
    public int CodeBits { get; }

    /// <summary>Which rotation.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; }

    /// <summary>Elements of a rotated vector: a power of two.</summary>
    internal int Length { get; }

    /// <summary>Words of 64 bits in a code.</summary>
    public int CodeWords => CodeBits / 64;

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

        Span<float> elements = stackalloc float[Length];
        for (var rotation = 0; !code.IsEmpty; rotation++)
        {
            Rotate(rotation, vector, elements);
            var words = Math.Min(code.Length, Length / 64);
            for (var word = 0; word < words; word++)
                code[word] = Signs.Word(ref elements[word * 64]);
            code = code[words..];
        }
    }

    /// <summary>The middle of all vectors of a code, brought to length 1: what the code alone tells of its vector.</summary>
    /// <param name="code">Shape [<see cref="CodeWords"/>].</param>
    /// <param name="vector">Receives the elements. Shape [<see cref="Dimension"/>].</param>
    internal void Decode(ReadOnlySpan<ulong> code, Span<float> vector)
    {
        Span<float> elements = stackalloc float[Length];
        Span<uint> none = stackalloc uint[Length];
        none.Clear();
        vector.Clear();
        for (var rotation = 0; rotation * Length < CodeBits; rotation++)
        {
            // 1. A sign for each bit. Turned back round by round: the transform is its own inverse, but for a factor.
            for (var i = 0; i < Length; i++)
            {
                var bit = (rotation * Length) + i;
                elements[i] = bit >= CodeBits ? 0 : ((code[bit / 64] >> (bit % 64)) & 1) != 0 ? BitOfOne : -BitOfOne;
            }

            for (var round = Rounds - 1; round >= 0; round--)
            {
                Hadamard.Transform(elements, none);
                var turns = _turns.AsSpan(((rotation * Rounds) + round) * Length, Length);
                for (var i = 0; i < Length; i++)
                    elements[i] = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(elements[i]) ^ turns[i]);
            }

            // 2. What the rotations tell adds up.
            for (var i = 0; i < vector.Length; i++)
                vector[i] += elements[i];
        }

        var scale = 1 / MathF.Sqrt(Dot.Product(vector, vector));
        foreach (ref var element in vector)
            element *= scale;
    }

    /// <summary>Rotates a vector and stretches it.</summary>
    /// <param name="rotation">Which of the rotations.</param>
    /// <param name="vector">Shape [<see cref="Dimension"/>].</param>
    /// <param name="elements">Receives the elements. Shape [<see cref="Length"/>].</param>
    internal void Rotate(int rotation, ReadOnlySpan<float> vector, Span<float> elements)
    {
        vector.CopyTo(elements);
        elements[Dimension..].Clear();
        for (var round = 0; round < Rounds; round++)
            Hadamard.Transform(elements, _turns.AsSpan(((rotation * Rounds) + round) * Length, Length));
    }

    /// <summary>The cosine at which codes differ in so many bits on average; at 256 bits its deviation is near 0.09.</summary>
    /// <param name="distance">Bits that differ; 0 to <see cref="CodeBits"/>.</param>
    public double ExpectedSimilarity(int distance) => Math.Cos(Math.PI * distance / CodeBits);

    /// <summary>
    /// So many random signs, by splitmix64 (Steele, Lea, Flood, Fast splittable pseudorandom number generators, 2014): a
    /// generator that never changes, since codes outlive the process.
    /// </summary>
    private static uint[] Draw(int count, ulong state)
    {
        var turns = new uint[count];
        for (var i = 0; i < count; i++)
        {
            if (i % 64 == 0)
                state += 0x9E3779B97F4A7C15;
            var bits = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            bits ^= bits >> 31;
            turns[i] = ((bits >> (i % 64)) & 1) != 0 ? SignBit : 0;
        }

        return turns;
    }
}
