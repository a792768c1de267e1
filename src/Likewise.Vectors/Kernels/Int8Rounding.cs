using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Vectors.Kernels;

/// <summary>
/// Rounds each element, times a factor, to the nearest whole number (of two equally near ones the even), and sums the squares of
/// the elements. Same bits in every instruction set.
/// </summary>
/// <remarks>
/// That holds for the sum because every set adds in the same order: sixteen sums in double precision, where a square is
/// exact, element i in sum i mod 16, and the sixteen folded in halves.
/// </remarks>
internal static class Int8Rounding
{
    /// <summary>Elements in a step.</summary>
    public const int Lanes = 16;

    /// <param name="vector">Shape [length]; times the factor within ±127.</param>
    /// <param name="factor">Finite.</param>
    /// <param name="codes">Receives the numbers. Shape [length].</param>
    /// <returns>The sum of the squares of the elements.</returns>
    public static double Round(ReadOnlySpan<float> vector, float factor, Span<sbyte> codes)
    {
        if (Avx512F.IsSupported && Vector512.IsHardwareAccelerated)
            return Round<Int8Rounding512>(vector, factor, codes);
        if (Avx.IsSupported)
            return Round<Int8Rounding256>(vector, factor, codes);
        return Vector128.IsHardwareAccelerated
            ? Round<Int8Rounding128>(vector, factor, codes)
            : Round<Int8RoundingScalar>(vector, factor, codes);
    }

    // Optimised from its first call. The last elements take a step of their own, filled up with zeros, which change no sum.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Round<TRounding>(ReadOnlySpan<float> vector, float factor, Span<sbyte> codes)
        where TRounding : struct, IInt8Rounding<TRounding>
    {
        Debug.Assert(codes.Length == vector.Length);
        ref var v = ref MemoryMarshal.GetReference(vector);
        ref var c = ref MemoryMarshal.GetReference(codes);
        var rounding = default(TRounding);
        var whole = vector.Length / Lanes * Lanes;
        for (var i = 0; i < whole; i += Lanes)
            rounding = TRounding.Step(rounding, ref Unsafe.Add(ref v, i), factor, ref Unsafe.Add(ref c, i));
        return TRounding.Sum(whole == vector.Length ? rounding : Rest(rounding, vector[whole..], factor, codes[whole..]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TRounding Rest<TRounding>(TRounding rounding, ReadOnlySpan<float> rest, float factor, Span<sbyte> codes)
        where TRounding : struct, IInt8Rounding<TRounding>
    {
        Span<float> elements = stackalloc float[Lanes];
        Span<sbyte> levels = stackalloc sbyte[Lanes];
        elements.Clear();
        rest.CopyTo(elements);
        rounding = TRounding.Step(rounding, ref elements[0], factor, ref levels[0]);
        levels[..rest.Length].CopyTo(codes);
        return rounding;
    }
}

/// <summary>The sixteen sums, bound to one instruction set.</summary>
internal interface IInt8Rounding<T>
    where T : struct, IInt8Rounding<T>
{
    /// <summary>Sixteen elements: writes their codes and adds their squares.</summary>
    static abstract T Step(T sums, ref float vector, float factor, ref sbyte codes);

    /// <summary>The sums in one.</summary>
    static abstract double Sum(T sums);
}

/// <summary>The reference.</summary>
internal struct Int8RoundingScalar : IInt8Rounding<Int8RoundingScalar>
{
    private Lanes16 _sums;

    public static Int8RoundingScalar Step(Int8RoundingScalar sums, ref float vector, float factor, ref sbyte codes)
    {
        for (var i = 0; i < Int8Rounding.Lanes; i++)
        {
            var element = Unsafe.Add(ref vector, i);
            Unsafe.Add(ref codes, i) = (sbyte)MathF.Round(element * factor);
            sums._sums[i] += (double)element * element;
        }

        return sums;
    }

    public static double Sum(Int8RoundingScalar sums)
    {
        for (var half = Int8Rounding.Lanes / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
                sums._sums[i] += sums._sums[i + half];
        }

        return sums._sums[0];
    }

    [InlineArray(Int8Rounding.Lanes)]
    private struct Lanes16
    {
        private double _first;
    }
}

/// <summary>Sixteen elements in one register, their squares in two.</summary>
internal readonly struct Int8Rounding512(Vector512<double> front, Vector512<double> back) : IInt8Rounding<Int8Rounding512>
{
    private readonly Vector512<double> _front = front;
    private readonly Vector512<double> _back = back;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int8Rounding512 Step(Int8Rounding512 sums, ref float vector, float factor, ref sbyte codes)
    {
        var levels = Avx512F.ConvertToVector512Int32(Vector512.LoadUnsafe(ref vector) * factor);
        Avx512F.ConvertToVector128SByte(levels).StoreUnsafe(ref codes);

        // Loaded again, in halves: to widen from memory is one operation less than from a register.
        var front = Avx512F.ConvertToVector512Double(Vector256.LoadUnsafe(ref vector));
        var back = Avx512F.ConvertToVector512Double(Vector256.LoadUnsafe(ref vector, 8));
        return new(
            Vector512.MultiplyAddEstimate(front, front, sums._front), Vector512.MultiplyAddEstimate(back, back, sums._back));
    }

    public static double Sum(Int8Rounding512 sums)
    {
        var eight = sums._front + sums._back;
        var four = eight.GetLower() + eight.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}

/// <summary>Sixteen elements in two registers, their squares in four.</summary>
internal readonly struct Int8Rounding256(
    Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d) : IInt8Rounding<Int8Rounding256>
{
    private readonly Vector256<double> _a = a;
    private readonly Vector256<double> _b = b;
    private readonly Vector256<double> _c = c;
    private readonly Vector256<double> _d = d;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int8Rounding256 Step(Int8Rounding256 sums, ref float vector, float factor, ref sbyte codes)
    {
        var front = Avx.ConvertToVector256Int32(Vector256.LoadUnsafe(ref vector) * factor);
        var back = Avx.ConvertToVector256Int32(Vector256.LoadUnsafe(ref vector, 8) * factor);
        var levels = Vector256.Narrow(front, back);
        Vector128.Narrow(levels.GetLower(), levels.GetUpper()).StoreUnsafe(ref codes);
        return new(
            Add(ref vector, 0, sums._a), Add(ref vector, 4, sums._b), Add(ref vector, 8, sums._c), Add(ref vector, 12, sums._d));
    }

    public static double Sum(Int8Rounding256 sums)
    {
        var four = sums._a + sums._c + (sums._b + sums._d);
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Add(ref float vector, nuint i, Vector256<double> sum)
    {
        var elements = Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref vector, i));
        return Vector256.MultiplyAddEstimate(elements, elements, sum);
    }
}

/// <summary>Sixteen elements in four registers, in operations that every machine with 128-bit registers has.</summary>
internal struct Int8Rounding128 : IInt8Rounding<Int8Rounding128>
{
    private Pairs _sums;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int8Rounding128 Step(Int8Rounding128 sums, ref float vector, float factor, ref sbyte codes)
    {
        var front = Vector128.Narrow(Levels(ref vector, 0, factor, ref sums), Levels(ref vector, 4, factor, ref sums));
        var back = Vector128.Narrow(Levels(ref vector, 8, factor, ref sums), Levels(ref vector, 12, factor, ref sums));
        Vector128.Narrow(front, back).StoreUnsafe(ref codes);
        return sums;
    }

    public static double Sum(Int8Rounding128 sums)
    {
        var (a, b) = (sums._sums[0] + sums._sums[4], sums._sums[1] + sums._sums[5]);
        var (c, d) = (sums._sums[2] + sums._sums[6], sums._sums[3] + sums._sums[7]);
        var two = a + c + (b + d);
        return two[0] + two[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Levels(ref float vector, int i, float factor, ref Int8Rounding128 sums)
    {
        var elements = Vector128.LoadUnsafe(ref vector, (nuint)i);
        var (a, b) = Vector128.Widen(elements);
        sums._sums[i / 2] += a * a;
        sums._sums[(i / 2) + 1] += b * b;
        return Vector128.ConvertToInt32(Vector128.Round(elements * factor));
    }

    [InlineArray(Int8Rounding.Lanes / 2)]
    private struct Pairs
    {
        private Vector128<double> _first;
    }
}
