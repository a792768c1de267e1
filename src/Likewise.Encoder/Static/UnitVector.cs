using System.Numerics.Tensors;

namespace Likewise.Encoder;

/// <summary>Vectors of length 1.</summary>
internal static class UnitVector
{
    /// <summary>Brings a vector to length 1.</summary>
    /// <param name="vector">It.</param>
    /// <param name="lengthMin">What is shorter has no direction, and is left as it is.</param>
    /// <returns>Whether it had a direction.</returns>
    public static bool TryNormalize(Span<float> vector, float lengthMin)
    {
        var squares = 0d;
        foreach (var value in vector)
            squares += (double)value * value;
        var length = Math.Sqrt(squares);
        if (!(length >= lengthMin)) return false;
        TensorPrimitives.Multiply(vector, (float)(1 / length), vector);
        return true;
    }

    /// <summary>
    /// Gives a text a direction drawn from its units: each component has the same size, its sign from FNV-1a and SplitMix64.
    /// Those of two texts are as good as at right angles.
    /// </summary>
    public static void FromText(ReadOnlySpan<char> text, Span<float> destination)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var unit in text)
            hash = (hash ^ unit) * 0x100000001B3;

        var size = 1 / MathF.Sqrt(destination.Length);
        var bits = 0UL;
        for (var i = 0; i < destination.Length; i++)
        {
            if (i % 64 == 0)
            {
                hash += 0x9E3779B97F4A7C15;
                bits = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
                bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
                bits ^= bits >> 31;
            }
            destination[i] = (bits >> (i % 64) & 1) == 0 ? size : -size;
        }
    }
}
