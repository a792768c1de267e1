using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Vectors.Kernels;

/// <summary>
/// Rounds each element, times a factor, to the nearest half (of two equally near ones the even). Same bits in every instruction
/// set.
/// </summary>
/// <remarks>
/// There are no subnormal halves among them, which would slow every reading down: below 2^−14 it is 0 or 2^−14, whichever is
/// nearer. In a unit vector that moves an element by 2^−15 at most, no more than rounding moves one of 0.06 or above.
/// </remarks>
internal static class HalfRounding
{
    /// <summary>2^−14, the least normal half, as a float's bits.</summary>
    public const int NormalMin = 113 << 23;

    /// <summary>What lies between the exponents of the two forms, in the place of a half's.</summary>
    public const int Rebias = 112 << 10;

    /// <param name="vector">Shape [length]; times the factor finite and below 65,520.</param>
    /// <param name="factor">Finite.</param>
    /// <param name="halves">Receives the numbers. Shape [length].</param>
    public static void Round(ReadOnlySpan<float> vector, float factor, Span<Half> halves)
    {
        if (Vector512.IsHardwareAccelerated)
            HalfRounding512.Round(vector, factor, halves);
        else if (Vector256.IsHardwareAccelerated)
            HalfRounding256.Round(vector, factor, halves);
        else if (Vector128.IsHardwareAccelerated)
            HalfRounding128.Round(vector, factor, halves);
        else
            HalfRoundingScalar.Round(vector, factor, halves);
    }
}

/// <summary>The reference.</summary>
internal readonly struct HalfRoundingScalar
{
    private const float NormalMin = 1f / (1 << 14);

    public static void Round(ReadOnlySpan<float> vector, float factor, Span<Half> halves)
    {
        Debug.Assert(halves.Length == vector.Length);
        for (var i = 0; i < vector.Length; i++)
        {
            var value = vector[i] * factor;
            var magnitude = MathF.Abs(value);
            if (magnitude < NormalMin)
                value = MathF.CopySign(magnitude > NormalMin / 2 ? NormalMin : 0, value);
            halves[i] = (Half)value;
        }
    }
}

/// <summary>Thirty-two elements at a time.</summary>
internal readonly struct HalfRounding512
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(ReadOnlySpan<float> vector, float factor, Span<Half> halves)
    {
        Debug.Assert(halves.Length == vector.Length);
        ref var v = ref MemoryMarshal.GetReference(vector);
        ref var h = ref Unsafe.As<Half, ushort>(ref MemoryMarshal.GetReference(halves));
        nuint length = (nuint)vector.Length, width = (nuint)Vector512<float>.Count, i = 0;
        for (; i + (2 * width) <= length; i += 2 * width)
        {
            var low = Round(Vector512.LoadUnsafe(ref v, i) * factor);
            var high = Round(Vector512.LoadUnsafe(ref v, i + width) * factor);
            Vector512.Narrow(low, high).StoreUnsafe(ref h, i);
        }

        HalfRoundingScalar.Round(vector[(int)i..], factor, halves[(int)i..]);
    }

    // Half of what is cut off is added first, less one unless the last bit kept is odd, so that a tie goes to the even number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Round(Vector512<float> values)
    {
        var magnitude = values.AsInt32() & Vector512.Create(int.MaxValue);
        var odd = (magnitude >>> 13) & Vector512<int>.One;
        var rounded = ((magnitude + Vector512.Create(0xFFF) + odd) >>> 13) - Vector512.Create(HalfRounding.Rebias);
        var normalMin = Vector512.Create(HalfRounding.NormalMin);
        var nearer = Vector512.GreaterThan(magnitude, normalMin - Vector512.Create(1 << 23)) & Vector512.Create(1 << 10);
        rounded = Vector512.ConditionalSelect(Vector512.LessThan(magnitude, normalMin), nearer, rounded);
        return (rounded | ((values.AsInt32() >>> 16) & Vector512.Create(0x8000))).AsUInt32();
    }
}

/// <summary>Sixteen elements at a time.</summary>
internal readonly struct HalfRounding256
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(ReadOnlySpan<float> vector, float factor, Span<Half> halves)
    {
        Debug.Assert(halves.Length == vector.Length);
        ref var v = ref MemoryMarshal.GetReference(vector);
        ref var h = ref Unsafe.As<Half, ushort>(ref MemoryMarshal.GetReference(halves));
        nuint length = (nuint)vector.Length, width = (nuint)Vector256<float>.Count, i = 0;
        for (; i + (2 * width) <= length; i += 2 * width)
        {
            var low = Round(Vector256.LoadUnsafe(ref v, i) * factor);
            var high = Round(Vector256.LoadUnsafe(ref v, i + width) * factor);
            Vector256.Narrow(low, high).StoreUnsafe(ref h, i);
        }

        HalfRoundingScalar.Round(vector[(int)i..], factor, halves[(int)i..]);
    }

    // Half of what is cut off is added first, less one unless the last bit kept is odd, so that a tie goes to the even number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Round(Vector256<float> values)
    {
        var magnitude = values.AsInt32() & Vector256.Create(int.MaxValue);
        var odd = (magnitude >>> 13) & Vector256<int>.One;
        var rounded = ((magnitude + Vector256.Create(0xFFF) + odd) >>> 13) - Vector256.Create(HalfRounding.Rebias);
        var normalMin = Vector256.Create(HalfRounding.NormalMin);
        var nearer = Vector256.GreaterThan(magnitude, normalMin - Vector256.Create(1 << 23)) & Vector256.Create(1 << 10);
        rounded = Vector256.ConditionalSelect(Vector256.LessThan(magnitude, normalMin), nearer, rounded);
        return (rounded | ((values.AsInt32() >>> 16) & Vector256.Create(0x8000))).AsUInt32();
    }
}

/// <summary>Eight elements at a time.</summary>
internal readonly struct HalfRounding128
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Round(ReadOnlySpan<float> vector, float factor, Span<Half> halves)
    {
        Debug.Assert(halves.Length == vector.Length);
        ref var v = ref MemoryMarshal.GetReference(vector);
        ref var h = ref Unsafe.As<Half, ushort>(ref MemoryMarshal.GetReference(halves));
        nuint length = (nuint)vector.Length, width = (nuint)Vector128<float>.Count, i = 0;
        for (; i + (2 * width) <= length; i += 2 * width)
        {
            var low = Round(Vector128.LoadUnsafe(ref v, i) * factor);
            var high = Round(Vector128.LoadUnsafe(ref v, i + width) * factor);
            Vector128.Narrow(low, high).StoreUnsafe(ref h, i);
        }

        HalfRoundingScalar.Round(vector[(int)i..], factor, halves[(int)i..]);
    }

    // Half of what is cut off is added first, less one unless the last bit kept is odd, so that a tie goes to the even number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Round(Vector128<float> values)
    {
        var magnitude = values.AsInt32() & Vector128.Create(int.MaxValue);
        var odd = (magnitude >>> 13) & Vector128<int>.One;
        var rounded = ((magnitude + Vector128.Create(0xFFF) + odd) >>> 13) - Vector128.Create(HalfRounding.Rebias);
        var normalMin = Vector128.Create(HalfRounding.NormalMin);
        var nearer = Vector128.GreaterThan(magnitude, normalMin - Vector128.Create(1 << 23)) & Vector128.Create(1 << 10);
        rounded = Vector128.ConditionalSelect(Vector128.LessThan(magnitude, normalMin), nearer, rounded);
        return (rounded | ((values.AsInt32() >>> 16) & Vector128.Create(0x8000))).AsUInt32();
    }
}
