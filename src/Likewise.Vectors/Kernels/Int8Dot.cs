using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Vectors.Kernels;

/// <summary>
/// The dot product of two vectors of whole numbers in [-127, 127], exact in every instruction set. It fits 32 bits up to 133,144
/// elements.
/// </summary>
/// <remarks>
/// The machine multiplies unsigned by signed bytes, so the left side goes in by its magnitudes and its signs move to the right
/// side. −128 has no opposite in a byte: that is why it may not occur.
/// </remarks>
internal static class Int8Dot
{
    public static int Product(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        if (AvxVnni.IsSupported)
            return Int8DotVnni.Product(left, right);
        if (Avx2.IsSupported)
            return Int8Dot256.Product(left, right);
        return Vector128.IsHardwareAccelerated ? Int8Dot128.Product(left, right) : Int8DotScalar.Product(left, right);
    }
}

/// <summary>A dot product of bytes bound to one instruction set.</summary>
internal interface IInt8Dot
{
    static abstract int Product(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right);
}

/// <summary>The reference.</summary>
internal readonly struct Int8DotScalar : IInt8Dot
{
    public static int Product(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        Debug.Assert(left.Length == right.Length);
        var sum = 0;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}

/// <summary>Thirty-two elements at a time, four products and their sum in one instruction; two sums side by side.</summary>
internal readonly struct Int8DotVnni : IInt8Dot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Product(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        Debug.Assert(left.Length == right.Length);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        nuint length = (nuint)left.Length, width = (nuint)Vector256<sbyte>.Count, i = 0;
        Vector256<int> a = default, b = default;
        for (; i + (2 * width) <= length; i += 2 * width)
        {
            a = Add(ref l, ref r, i, a);
            b = Add(ref l, ref r, i + width, b);
        }

        for (; i + width <= length; i += width)
            a = Add(ref l, ref r, i, a);
        return Vector256.Sum(a + b) + Int8DotScalar.Product(left[(int)i..], right[(int)i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Add(ref sbyte left, ref sbyte right, nuint i, Vector256<int> sum)
    {
        var l = Vector256.LoadUnsafe(ref left, i);
        return AvxVnni.MultiplyWideningAndAdd(sum, Avx2.Abs(l), Avx2.Sign(Vector256.LoadUnsafe(ref right, i), l));
    }
}

/// <summary>Thirty-two elements at a time. A pair of products makes 32,258 at most, which fits its 16 bits.</summary>
internal readonly struct Int8Dot256 : IInt8Dot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Product(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        Debug.Assert(left.Length == right.Length);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        nuint length = (nuint)left.Length, width = (nuint)Vector256<sbyte>.Count, i = 0;
        var sum = Vector256<int>.Zero;
        for (; i + width <= length; i += width)
        {
            var one = Vector256.LoadUnsafe(ref l, i);
            var pairs = Avx2.MultiplyAddAdjacent(Avx2.Abs(one), Avx2.Sign(Vector256.LoadUnsafe(ref r, i), one));
            sum += Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One);
        }

        return Vector256.Sum(sum) + Int8DotScalar.Product(left[(int)i..], right[(int)i..]);
    }
}

/// <summary>Sixteen elements at a time, in operations that every machine with 128-bit registers has.</summary>
internal readonly struct Int8Dot128 : IInt8Dot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Product(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        Debug.Assert(left.Length == right.Length);
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        nuint length = (nuint)left.Length, width = (nuint)Vector128<sbyte>.Count, i = 0;
        var sum = Vector128<int>.Zero;
        for (; i + width <= length; i += width)
        {
            var (lowLeft, highLeft) = Vector128.Widen(Vector128.LoadUnsafe(ref l, i));
            var (lowRight, highRight) = Vector128.Widen(Vector128.LoadUnsafe(ref r, i));
            var (a, b) = Vector128.Widen((lowLeft * lowRight) + (highLeft * highRight));
            sum += a + b;
        }

        return Vector128.Sum(sum) + Int8DotScalar.Product(left[(int)i..], right[(int)i..]);
    }
}
