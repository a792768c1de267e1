using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Vectors.Kernels;

/// <summary>
/// The largest magnitude among the elements of a vector, the same in every instruction set; 0 for none. Of a vector that holds
/// an infinity or a NaN it is not finite.
/// </summary>
/// <remarks>
/// Magnitudes are compared as whole numbers: without its sign bit a float's bits rise with its value, then come infinity and NaN.
/// </remarks>
internal static class LargestMagnitude
{
    public const int Bits = 0x7FFFFFFF;

    public static float Of(ReadOnlySpan<float> vector)
    {
        if (Vector512.IsHardwareAccelerated)
            return LargestMagnitude512.Of(vector);
        if (Vector256.IsHardwareAccelerated)
            return LargestMagnitude256.Of(vector);
        return Vector128.IsHardwareAccelerated ? LargestMagnitude128.Of(vector) : LargestMagnitudeScalar.Of(vector);
    }

    /// <summary>The larger of what the registers found and what the rest holds.</summary>
    public static float OrRest(int largest, ReadOnlySpan<float> rest) => BitConverter.Int32BitsToSingle(
        Math.Max(largest, BitConverter.SingleToInt32Bits(LargestMagnitudeScalar.Of(rest))));
}

/// <summary>The reference.</summary>
internal readonly struct LargestMagnitudeScalar
{
    public static float Of(ReadOnlySpan<float> vector)
    {
        var largest = 0;
        foreach (var element in vector)
            largest = Math.Max(largest, BitConverter.SingleToInt32Bits(element) & LargestMagnitude.Bits);
        return BitConverter.Int32BitsToSingle(largest);
    }
}

/// <summary>Thirty-two elements at a time.</summary>
internal readonly struct LargestMagnitude512
{
    public static float Of(ReadOnlySpan<float> vector)
    {
        ref var v = ref Unsafe.As<float, int>(ref MemoryMarshal.GetReference(vector));
        var mask = Vector512.Create(LargestMagnitude.Bits);
        Vector512<int> a = default, b = default;
        nuint i = 0;
        for (; i + 32 <= (nuint)vector.Length; i += 32)
        {
            a = Vector512.Max(a, Vector512.LoadUnsafe(ref v, i) & mask);
            b = Vector512.Max(b, Vector512.LoadUnsafe(ref v, i + 16) & mask);
        }

        a = Vector512.Max(a, b);
        var half = Vector256.Max(a.GetLower(), a.GetUpper());
        return LargestMagnitude.OrRest(LargestMagnitude128.Of(Vector128.Max(half.GetLower(), half.GetUpper())), vector[(int)i..]);
    }
}

/// <summary>Sixteen elements at a time.</summary>
internal readonly struct LargestMagnitude256
{
    public static float Of(ReadOnlySpan<float> vector)
    {
        ref var v = ref Unsafe.As<float, int>(ref MemoryMarshal.GetReference(vector));
        var mask = Vector256.Create(LargestMagnitude.Bits);
        Vector256<int> a = default, b = default;
        nuint i = 0;
        for (; i + 16 <= (nuint)vector.Length; i += 16)
        {
            a = Vector256.Max(a, Vector256.LoadUnsafe(ref v, i) & mask);
            b = Vector256.Max(b, Vector256.LoadUnsafe(ref v, i + 8) & mask);
        }

        a = Vector256.Max(a, b);
        return LargestMagnitude.OrRest(LargestMagnitude128.Of(Vector128.Max(a.GetLower(), a.GetUpper())), vector[(int)i..]);
    }
}

/// <summary>Eight elements at a time.</summary>
internal readonly struct LargestMagnitude128
{
    public static float Of(ReadOnlySpan<float> vector)
    {
        ref var v = ref Unsafe.As<float, int>(ref MemoryMarshal.GetReference(vector));
        var mask = Vector128.Create(LargestMagnitude.Bits);
        Vector128<int> a = default, b = default;
        nuint i = 0;
        for (; i + 8 <= (nuint)vector.Length; i += 8)
        {
            a = Vector128.Max(a, Vector128.LoadUnsafe(ref v, i) & mask);
            b = Vector128.Max(b, Vector128.LoadUnsafe(ref v, i + 4) & mask);
        }

        return LargestMagnitude.OrRest(Of(Vector128.Max(a, b)), vector[(int)i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(Vector128<int> found) =>
        Math.Max(Math.Max(found[0], found[1]), Math.Max(found[2], found[3]));
}
