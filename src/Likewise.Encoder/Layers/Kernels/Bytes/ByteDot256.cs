using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Encoder;

/// <summary>AVX2.</summary>
internal readonly struct ByteDot256 : IByteDot<Vector256<int>>
{
    public static int Columns => Vector256<int>.Count;

    public static int Offset => 0;

    public static int TallestTile => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadWeights(ref sbyte source, nuint index) =>
        Vector256.LoadUnsafe(ref source, index).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Repeat(int value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Scale(int number, ref int source, nuint index) =>
        Vector256.LoadUnsafe(ref source, index) * number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sums, Vector256<int> activations, Vector256<int> weights)
    {
        // The instruction for bytes (VPMADDUBSW) clips its sums of two at 16 bits. Even and odd bytes apart, as 16-bit numbers,
        // lose nothing.
        var even = activations.AsInt16() & Vector256.Create((short)0xFF);
        var odd = activations.AsInt16() >>> 8;
        var evenWeights = (weights.AsInt16() << 8) >> 8;
        var oddWeights = weights.AsInt16() >> 8;
        return sums + Avx2.MultiplyAddAdjacent(even, evenWeights) + Avx2.MultiplyAddAdjacent(odd, oddWeights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        Vector256<int> sums, float rowScale, ref float scales, ref float bias, ref float destination, nuint index)
    {
        var scale = Vector256.LoadUnsafe(ref scales, index) * rowScale;
        var scaled = Vector256.ConvertToSingle(sums) * scale;
        (scaled + Vector256.LoadUnsafe(ref bias, index)).StoreUnsafe(ref destination, index);
    }
}
