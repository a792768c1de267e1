using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Encoder;

/// <summary>AVX-512 without its dot product of bytes, which .NET offers at 256 bits only.</summary>
internal readonly struct ByteDot512 : IByteDot<Vector512<int>>
{
    public static int Columns => Vector512<int>.Count;

    public static int Offset => 0;

    public static int TallestTile => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadWeights(ref sbyte source, nuint index) =>
        Vector512.LoadUnsafe(ref source, index).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Repeat(int value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Scale(int number, ref int source, nuint index) =>
        Vector512.LoadUnsafe(ref source, index) * number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> sums, Vector512<int> activations, Vector512<int> weights)
    {
        // The instruction for bytes (VPMADDUBSW) clips its sums of two at 16 bits. Even and odd bytes apart, as 16-bit numbers,
        // lose nothing.
        var even = activations.AsInt16() & Vector512.Create((short)0xFF);
        var odd = activations.AsInt16() >>> 8;
        var evenWeights = (weights.AsInt16() << 8) >> 8;
        var oddWeights = weights.AsInt16() >> 8;
        return sums + Avx512BW.MultiplyAddAdjacent(even, evenWeights) + Avx512BW.MultiplyAddAdjacent(odd, oddWeights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        Vector512<int> sums, float rowScale, ref float scales, ref float bias, ref float destination, nuint index)
    {
        var scale = Vector512.LoadUnsafe(ref scales, index) * rowScale;
        var scaled = Vector512.ConvertToSingle(sums) * scale;
        (scaled + Vector512.LoadUnsafe(ref bias, index)).StoreUnsafe(ref destination, index);
    }
}
