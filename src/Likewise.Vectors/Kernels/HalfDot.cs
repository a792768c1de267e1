using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Vectors.Kernels;

/// <summary>The dot product of a vector of 32-bit floats and one of 16-bit floats, all finite, each widened exactly.</summary>
/// <remarks>
/// The framework does not expose the machine's own conversion, so a half is widened by whole-number operations: exponent and
/// fraction are moved into the place of a float's, and a multiplication by 2^112 puts the bias right. A subnormal half comes out
/// right as well, but costs the machine a detour of some hundred cycles: <see cref="HalfRounding"/> writes none.
/// </remarks>
internal static class HalfDot
{
    /// <summary>2^112: between the biases of the two forms, 127 and 15.</summary>
    public const float Rebias = 5192296858534827628530496329220096f;

    /// <summary>The places of sign, exponent and fraction once a half is moved.</summary>
    public const int Moved = unchecked((int)0x8FFF_E000);

    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<Half> right)
    {
        if (Vector512.IsHardwareAccelerated)
            return HalfDot512.Product(left, right);
        if (Vector256.IsHardwareAccelerated)
            return HalfDot256.Product(left, right);
        return Vector128.IsHardwareAccelerated ? HalfDot128.Product(left, right) : HalfDotScalar.Product(left, right);
    }
}

/// <summary>A dot product with halves, bound to one instruction set.</summary>
internal interface IHalfDot
{
    static abstract float Product(ReadOnlySpan<float> left, ReadOnlySpan<Half> right);
}

/// <summary>The reference: one multiplication and one addition per element, in order.</summary>
internal readonly struct HalfDotScalar : IHalfDot
{
    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<Half> right)
    {
        Debug.Assert(left.Length == right.Length);
        var sum = 0f;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * (float)right[i];
        return sum;
    }
}

/// <summary>Thirty-two elements at a time.</summary>
internal readonly struct HalfDot512 : IHalfDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<Half> right)
    {
        Debug.Assert(left.Length == right.Length);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref Unsafe.As<Half, short>(ref MemoryMarshal.GetReference(right));
        nuint length = (nuint)left.Length, width = (nuint)Vector512<float>.Count, i = 0;
        Vector512<float> a = default, b = default;
        for (; i + (2 * width) <= length; i += 2 * width)
        {
            var (low, high) = Vector512.Widen(Vector512.LoadUnsafe(ref r, i));
            a = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref l, i), Widen(low), a);
            b = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref l, i + width), Widen(high), b);
        }

        return Vector512.Sum(a + b) + HalfDotScalar.Product(left[(int)i..], right[(int)i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Widen(Vector512<int> halves) =>
        ((halves << 13) & Vector512.Create(HalfDot.Moved)).AsSingle() * Vector512.Create(HalfDot.Rebias);
}

/// <summary>Sixteen elements at a time.</summary>
internal readonly struct HalfDot256 : IHalfDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<Half> right)
    {
        Debug.Assert(left.Length == right.Length);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref Unsafe.As<Half, short>(ref MemoryMarshal.GetReference(right));
        nuint length = (nuint)left.Length, width = (nuint)Vector256<float>.Count, i = 0;
        Vector256<float> a = default, b = default;
        for (; i + (2 * width) <= length; i += 2 * width)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref r, i));
            a = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref l, i), Widen(low), a);
            b = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref l, i + width), Widen(high), b);
        }

        return Vector256.Sum(a + b) + HalfDotScalar.Product(left[(int)i..], right[(int)i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Widen(Vector256<int> halves) =>
        ((halves << 13) & Vector256.Create(HalfDot.Moved)).AsSingle() * Vector256.Create(HalfDot.Rebias);
}

/// <summary>Eight elements at a time.</summary>
internal readonly struct HalfDot128 : IHalfDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<Half> right)
    {
        Debug.Assert(left.Length == right.Length);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref Unsafe.As<Half, short>(ref MemoryMarshal.GetReference(right));
        nuint length = (nuint)left.Length, width = (nuint)Vector128<float>.Count, i = 0;
        Vector128<float> a = default, b = default;
        for (; i + (2 * width) <= length; i += 2 * width)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref r, i));
            a = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref l, i), Widen(low), a);
            b = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref l, i + width), Widen(high), b);
        }

        return Vector128.Sum(a + b) + HalfDotScalar.Product(left[(int)i..], right[(int)i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Widen(Vector128<int> halves) =>
        ((halves << 13) & Vector128.Create(HalfDot.Moved)).AsSingle() * Vector128.Create(HalfDot.Rebias);
}
