using Likewise.Vectors.Kernels;

namespace Likewise.Vectors;

/// <summary>Writes a vector as whole numbers of one byte each, under one scale.</summary>
/// <remarks>
/// <para>The step is the largest magnitude divided by 127; each element becomes the nearest multiple of it, at most half a step
/// away. The scale is then chosen so that the written vector has the length of the original, which makes products of
/// unit vectors cosines, and that of a vector with itself 1. Codes and scale are the same bits on every machine.</para>
/// <para><b>Error.</b> The rounded vector is within <c>step / 2 · √dimension</c> of the original, and bringing it to length moves
/// it by no more than that again: <see cref="ErrorMax"/>. A product with another vector is off by at most that times the other's
/// length. Over many elements the rounding acts as noise of variance step² / 12 (Widrow), and the distance is near
/// <c>step · √(dimension / 12)</c>: at 384 dimensions of a random unit vector about 0.007, and the cosine of two such vectors
/// is off by about 0.0005.</para>
/// </remarks>
public static class Int8Quantizer
{
    private const float LevelMax = 127;

    /// <summary>Writes a vector.</summary>
    /// <param name="vector">Shape [dimension], finite.</param>
    /// <param name="codes">Receives one number per element, in [-127, 127]. Shape [dimension].</param>
    /// <returns>What to multiply the codes with to read the vector; 0 when every element is next to 0 (below 4e-37).</returns>
    /// <exception cref="ArgumentException">The lengths differ, or an element is not finite.</exception>
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        if (codes.Length != vector.Length)
            throw new ArgumentException($"{codes.Length} codes for {vector.Length} elements.", nameof(codes));

        var levelsPerUnit = LevelMax / LargestOf(vector);
        if (!float.IsFinite(levelsPerUnit))
        {
            codes.Clear();
            return 0;
        }

        var square = Int8Rounding.Round(vector, levelsPerUnit, codes);
        return (float)Math.Sqrt(square / SquareOf(codes));
    }

    /// <summary>Reads a vector.</summary>
    /// <param name="codes">As <see cref="Quantize"/> wrote them.</param>
    /// <param name="scale">What it returned.</param>
    /// <param name="vector">Receives the elements. Shape [dimension].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Restore(ReadOnlySpan<sbyte> codes, float scale, Span<float> vector)
    {
        if (codes.Length != vector.Length)
            throw new ArgumentException($"{codes.Length} codes for {vector.Length} elements.", nameof(codes));

        for (var i = 0; i < codes.Length; i++)
            vector[i] = codes[i] * scale;
    }

    /// <summary>The farthest that a vector may come back from where it was (Euclidean): step · √dimension.</summary>
    /// <param name="vector">Shape [dimension], finite.</param>
    /// <exception cref="ArgumentException">An element is not finite.</exception>
    public static float ErrorMax(ReadOnlySpan<float> vector)
    {
        var largest = LargestOf(vector);
        return (float.IsFinite(LevelMax / largest) ? largest / LevelMax : largest) * MathF.Sqrt(vector.Length);
    }

    private static float LargestOf(ReadOnlySpan<float> vector)
    {
        var largest = LargestMagnitude.Of(vector);
        return float.IsFinite(largest)
            ? largest
            : throw new ArgumentException($"An element is {largest}: it must be finite.", nameof(vector));
    }

    /// <summary>In pieces, because the sum of a whole long vector does not fit the 32 bits of a dot product.</summary>
    private static long SquareOf(ReadOnlySpan<sbyte> codes)
    {
        const int pieceLength = 65_536;
        var square = 0L;
        for (; codes.Length > pieceLength; codes = codes[pieceLength..])
            square += Int8Dot.Product(codes[..pieceLength], codes[..pieceLength]);
        return square + Int8Dot.Product(codes, codes);
    }
}
