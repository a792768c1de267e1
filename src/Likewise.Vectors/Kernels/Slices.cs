using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Vectors.Kernels;

/// <summary>512 codes; three-way logic is one instruction.</summary>
internal readonly struct Slice512(Vector512<ulong> value) : ISlice<Slice512>
{
    private readonly Vector512<ulong> _value = value;

    public static int Words => 8;

    public bool IsZero => _value == default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice512 Load(ref ulong source, nuint offset) => new(Vector512.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref ulong destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice512 Create(ulong word) => new(Vector512.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice512 Xor(Slice512 one, Slice512 other) => new(one._value ^ other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice512 And(Slice512 one, Slice512 other) => new(one._value & other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice512 Or(Slice512 one, Slice512 other) => new(one._value | other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice512 Sum(Slice512 one, Slice512 other, Slice512 third) =>
        new(Avx512F.TernaryLogic(one._value, other._value, third._value, 0x96));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice512 Majority(Slice512 one, Slice512 other, Slice512 third) =>
        new(Avx512F.TernaryLogic(one._value, other._value, third._value, 0xE8));
}

/// <summary>256 codes.</summary>
internal readonly struct Slice256(Vector256<ulong> value) : ISlice<Slice256>
{
    private readonly Vector256<ulong> _value = value;

    public static int Words => 4;

    public bool IsZero => _value == default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice256 Load(ref ulong source, nuint offset) => new(Vector256.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref ulong destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice256 Create(ulong word) => new(Vector256.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice256 Xor(Slice256 one, Slice256 other) => new(one._value ^ other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice256 And(Slice256 one, Slice256 other) => new(one._value & other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice256 Or(Slice256 one, Slice256 other) => new(one._value | other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice256 Sum(Slice256 one, Slice256 other, Slice256 third) =>
        new(one._value ^ other._value ^ third._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice256 Majority(Slice256 one, Slice256 other, Slice256 third) =>
        new((one._value & other._value) | ((one._value ^ other._value) & third._value));
}

/// <summary>128 codes.</summary>
internal readonly struct Slice128(Vector128<ulong> value) : ISlice<Slice128>
{
    private readonly Vector128<ulong> _value = value;

    public static int Words => 2;

    public bool IsZero => _value == default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice128 Load(ref ulong source, nuint offset) => new(Vector128.LoadUnsafe(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref ulong destination, nuint offset) => _value.StoreUnsafe(ref destination, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice128 Create(ulong word) => new(Vector128.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice128 Xor(Slice128 one, Slice128 other) => new(one._value ^ other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice128 And(Slice128 one, Slice128 other) => new(one._value & other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice128 Or(Slice128 one, Slice128 other) => new(one._value | other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice128 Sum(Slice128 one, Slice128 other, Slice128 third) =>
        new(one._value ^ other._value ^ third._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Slice128 Majority(Slice128 one, Slice128 other, Slice128 third) =>
        new((one._value & other._value) | ((one._value ^ other._value) & third._value));
}

/// <summary>64 codes: the reference.</summary>
internal readonly struct SliceScalar(ulong value) : ISlice<SliceScalar>
{
    private readonly ulong _value = value;

    public static int Words => 1;

    public bool IsZero => _value == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SliceScalar Load(ref ulong source, nuint offset) => new(Unsafe.Add(ref source, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref ulong destination, nuint offset) => Unsafe.Add(ref destination, offset) = _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SliceScalar Create(ulong word) => new(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SliceScalar Xor(SliceScalar one, SliceScalar other) => new(one._value ^ other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SliceScalar And(SliceScalar one, SliceScalar other) => new(one._value & other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SliceScalar Or(SliceScalar one, SliceScalar other) => new(one._value | other._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SliceScalar Sum(SliceScalar one, SliceScalar other, SliceScalar third) =>
        new(one._value ^ other._value ^ third._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SliceScalar Majority(SliceScalar one, SliceScalar other, SliceScalar third) =>
        new((one._value & other._value) | ((one._value ^ other._value) & third._value));
}
