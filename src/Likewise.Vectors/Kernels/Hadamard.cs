using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Vectors.Kernels;

/// <summary>Turns the signs of some elements, then applies the Walsh-Hadamard transform, in place.</summary>
/// <remarks>
/// The transform is a rotation but for a factor of √length. It is log₂ length passes of sums and differences of pairs, each in
/// the same order whatever the instruction set, so its results are the same to the bit everywhere.
/// </remarks>
internal static class Hadamard
{
    /// <param name="elements">Length: a power of two, at least 16.</param>
    /// <param name="turns">For each element its sign bit or 0: what to turn.</param>
    public static void Transform(Span<float> elements, ReadOnlySpan<uint> turns)
    {
        if (Vector512.IsHardwareAccelerated)
            Transform<Floats512>(elements, turns);
        else if (Vector256.IsHardwareAccelerated)
            Transform<Floats256>(elements, turns);
        else if (Vector128.IsHardwareAccelerated)
            Transform<Floats128>(elements, turns);
        else
            TransformScalar(elements, turns);
    }

    /// <summary>The reference.</summary>
    public static void TransformScalar(Span<float> elements, ReadOnlySpan<uint> turns)
    {
        for (var i = 0; i < elements.Length; i++)
            elements[i] = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(elements[i]) ^ turns[i]);

        for (var stride = 1; stride < elements.Length; stride *= 2)
        {
            for (var i = 0; i < elements.Length; i++)
            {
                if ((i & stride) != 0)
                    continue;

                var (one, other) = (elements[i], elements[i + stride]);
                (elements[i], elements[i + stride]) = (one + other, one - other);
            }
        }
    }

    /// <summary>Strides within a register first, then two strides of whole registers at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform<TFloats>(Span<float> elements, ReadOnlySpan<uint> turns)
        where TFloats : struct, IFloats<TFloats>
    {
        Debug.Assert(BitOperations.IsPow2(elements.Length) && elements.Length >= 16 && turns.Length == elements.Length);
        ref var e = ref MemoryMarshal.GetReference(elements);
        ref var t = ref Unsafe.As<uint, float>(ref MemoryMarshal.GetReference(turns));
        nuint length = (nuint)elements.Length, width = (nuint)TFloats.Count;
        for (nuint i = 0; i < length; i += width)
            TFloats.Within(TFloats.Turn(TFloats.Load(ref e, i), TFloats.Load(ref t, i))).Store(ref e, i);

        var stride = width;
        for (; 2 * stride < length; stride *= 4)
        {
            for (nuint start = 0; start < length; start += 4 * stride)
            {
                for (var i = start; i < start + stride; i += width)
                    Pair<TFloats>(ref e, i, stride);
            }
        }

        for (nuint i = 0; stride < length && i < stride; i += width)
        {
            var (one, other) = (TFloats.Load(ref e, i), TFloats.Load(ref e, i + stride));
            TFloats.Add(one, other).Store(ref e, i);
            TFloats.Subtract(one, other).Store(ref e, i + stride);
        }
    }

    /// <summary>A stride and its double, over four registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair<TFloats>(ref float e, nuint i, nuint stride)
        where TFloats : struct, IFloats<TFloats>
    {
        var (a, b) = (TFloats.Load(ref e, i), TFloats.Load(ref e, i + stride));
        var (c, d) = (TFloats.Load(ref e, i + (2 * stride)), TFloats.Load(ref e, i + (3 * stride)));
        (a, b) = (TFloats.Add(a, b), TFloats.Subtract(a, b));
        (c, d) = (TFloats.Add(c, d), TFloats.Subtract(c, d));
        TFloats.Add(a, c).Store(ref e, i);
        TFloats.Add(b, d).Store(ref e, i + stride);
        TFloats.Subtract(a, c).Store(ref e, i + (2 * stride));
        TFloats.Subtract(b, d).Store(ref e, i + (3 * stride));
    }
}

/// <summary>A register of floats, bound to one instruction set.</summary>
internal interface IFloats<TSelf>
    where TSelf : struct, IFloats<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Load(ref float source, nuint offset);

    void Store(ref float destination, nuint offset);

    static abstract TSelf Add(TSelf one, TSelf other);

    static abstract TSelf Subtract(TSelf one, TSelf other);

    /// <summary>Turns the signs where the other has its sign bit set.</summary>
    static abstract TSelf Turn(TSelf one, TSelf turns);

    /// <summary>Sums and differences of pairs inside the register, at strides 1, 2, 4 and so on.</summary>
    static abstract TSelf Within(TSelf one);
}

/// <summary>Sixteen floats.</summary>
internal readonly struct Floats512(Vector512<float> value) : IFloats<Floats512>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Load(ref float source, nuint offset) => new(Vector512.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Add(Floats512 one, Floats512 other) => new(one._value + other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Subtract(Floats512 one, Floats512 other) => new(one._value - other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Turn(Floats512 one, Floats512 turns) => new(one._value ^ turns._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Within(Floats512 one)
    {
        var v = one._value;
        v = Vector512.Shuffle(v, Vector512.Create(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14))
            + (v ^ Vector512.Create(Vector256.Create(Vector128.Create(0f, -0f, 0f, -0f))));
        v = Vector512.Shuffle(v, Vector512.Create(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13))
            + (v ^ Vector512.Create(Vector256.Create(Vector128.Create(0f, 0f, -0f, -0f))));
        v = Vector512.Shuffle(v, Vector512.Create(4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11))
            + (v ^ Vector512.Create(Vector256.Create(Vector128<float>.Zero, Vector128.Create(-0f))));
        v = Vector512.Shuffle(v, Vector512.Create(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7))
            + (v ^ Vector512.Create(Vector256<float>.Zero, Vector256.Create(-0f)));
        return new(v);
    }
}

/// <summary>Eight floats.</summary>
internal readonly struct Floats256(Vector256<float> value) : IFloats<Floats256>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Load(ref float source, nuint offset) => new(Vector256.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Add(Floats256 one, Floats256 other) => new(one._value + other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Subtract(Floats256 one, Floats256 other) => new(one._value - other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Turn(Floats256 one, Floats256 turns) => new(one._value ^ turns._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Within(Floats256 one)
    {
        var v = one._value;
        v = Vector256.Shuffle(v, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6))
            + (v ^ Vector256.Create(Vector128.Create(0f, -0f, 0f, -0f)));
        v = Vector256.Shuffle(v, Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5))
            + (v ^ Vector256.Create(Vector128.Create(0f, 0f, -0f, -0f)));
        v = Vector256.Shuffle(v, Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3))
            + (v ^ Vector256.Create(Vector128<float>.Zero, Vector128.Create(-0f)));
        return new(v);
    }
}

/// <summary>Four floats.</summary>
internal readonly struct Floats128(Vector128<float> value) : IFloats<Floats128>
{
    private readonly Vector128<float> _value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Load(ref float source, nuint offset) => new(Vector128.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Add(Floats128 one, Floats128 other) => new(one._value + other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Subtract(Floats128 one, Floats128 other) => new(one._value - other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Turn(Floats128 one, Floats128 turns) => new(one._value ^ turns._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Within(Floats128 one)
    {
        var v = one._value;
        v = Vector128.Shuffle(v, Vector128.Create(1, 0, 3, 2)) + (v ^ Vector128.Create(0f, -0f, 0f, -0f));
        v = Vector128.Shuffle(v, Vector128.Create(2, 3, 0, 1)) + (v ^ Vector128.Create(0f, 0f, -0f, -0f));
        return new(v);
    }
}
