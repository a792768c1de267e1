using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Vectors.Kernels;

/// <summary>The dot product of two vectors of one length, by the widest instruction set that the machine is good at.</summary>
/// <remarks>
/// Loops that call it for many rows choose the set once, outside, by taking it as a type parameter (<see cref="IDot"/>). For one
/// set the result depends on the values alone, not on where they lie, so equal vectors always score equal.
/// </remarks>
internal static class Dot
{
    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (Vector512.IsHardwareAccelerated)
            return Dot512.Product(left, right);
        if (Vector256.IsHardwareAccelerated)
            return Dot256.Product(left, right);
        return Vector128.IsHardwareAccelerated ? Dot128.Product(left, right) : DotScalar.Product(left, right);
    }
}

/// <summary>A dot product bound to one instruction set.</summary>
internal interface IDot
{
    static abstract float Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right);
}

/// <summary>The reference: one multiplication and one addition per element, in order.</summary>
internal readonly struct DotScalar : IDot
{
    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        Debug.Assert(left.Length == right.Length);
        var sum = 0f;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}

/// <summary>
/// Sixteen elements at a time. Four sums run side by side in each set, so that no addition waits for the one before.
/// </summary>
internal readonly struct Dot512 : IDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        Debug.Assert(left.Length == right.Length);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        nuint length = (nuint)left.Length, width = (nuint)Vector512<float>.Count, i = 0;
        Vector512<float> a = default, b = default, c = default, d = default;
        for (; i + (4 * width) <= length; i += 4 * width)
        {
            a = Add(ref l, ref r, i, a);
            b = Add(ref l, ref r, i + width, b);
            c = Add(ref l, ref r, i + (2 * width), c);
            d = Add(ref l, ref r, i + (3 * width), d);
        }

        for (; i + width <= length; i += width)
            a = Add(ref l, ref r, i, a);
        return Vector512.Sum(a + b + (c + d)) + DotScalar.Product(left[(int)i..], right[(int)i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Add(ref float left, ref float right, nuint i, Vector512<float> sum) =>
        Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref left, i), Vector512.LoadUnsafe(ref right, i), sum);
}

/// <summary>Eight elements at a time.</summary>
internal readonly struct Dot256 : IDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        Debug.Assert(left.Length == right.Length);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        nuint length = (nuint)left.Length, width = (nuint)Vector256<float>.Count, i = 0;
        Vector256<float> a = default, b = default, c = default, d = default;
        for (; i + (4 * width) <= length; i += 4 * width)
        {
            a = Add(ref l, ref r, i, a);
            b = Add(ref l, ref r, i + width, b);
            c = Add(ref l, ref r, i + (2 * width), c);
            d = Add(ref l, ref r, i + (3 * width), d);
        }

        for (; i + width <= length; i += width)
            a = Add(ref l, ref r, i, a);
        return Vector256.Sum(a + b + (c + d)) + DotScalar.Product(left[(int)i..], right[(int)i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Add(ref float left, ref float right, nuint i, Vector256<float> sum) =>
        Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, i), Vector256.LoadUnsafe(ref right, i), sum);
}

/// <summary>Four elements at a time.</summary>
internal readonly struct Dot128 : IDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        Debug.Assert(left.Length == right.Length);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        nuint length = (nuint)left.Length, width = (nuint)Vector128<float>.Count, i = 0;
        Vector128<float> a = default, b = default, c = default, d = default;
        for (; i + (4 * width) <= length; i += 4 * width)
        {
            a = Add(ref l, ref r, i, a);
            b = Add(ref l, ref r, i + width, b);
            c = Add(ref l, ref r, i + (2 * width), c);
            d = Add(ref l, ref r, i + (3 * width), d);
        }

        for (; i + width <= length; i += width)
            a = Add(ref l, ref r, i, a);
        return Vector128.Sum(a + b + (c + d)) + DotScalar.Product(left[(int)i..], right[(int)i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Add(ref float left, ref float right, nuint i, Vector128<float> sum) =>
        Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref left, i), Vector128.LoadUnsafe(ref right, i), sum);
}
