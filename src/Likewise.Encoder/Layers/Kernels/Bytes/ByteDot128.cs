using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Likewise.Encoder;

/// <summary>128 bits: SSE2, and NEON without its dot product.</summary>
internal readonly struct ByteDot128 : IByteDot<Vector128<int>>
{
    public static int Columns => Vector128<int>.Count;

    public static int Offset => 0;

    public static int TallestTile => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadWeights(ref sbyte source, nuint index) =>
        Vector128.LoadUnsafe(ref source, index).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Repeat(int value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Scale(int number, ref int source, nuint index) =>
        Vector128.LoadUnsafe(ref source, index) * number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sums, Vector128<int> activations, Vector128<int> weights)
    {
        // 255 × 127 fits 16 bits, signed; the sum of two does not.
        var even = (activations.AsInt16() & Vector128.Create((short)0xFF)) * ((weights.AsInt16() << 8) >> 8);
        var odd = (activations.AsInt16() >>> 8) * (weights.AsInt16() >> 8);
        return sums + AddPairs(even) + AddPairs(odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> AddPairs(Vector128<short> products) =>
        ((products.AsInt32() << 16) >> 16) + (products.AsInt32() >> 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        Vector128<int> sums, float rowScale, ref float scales, ref float bias, ref float destination, nuint index)
    {
        var scale = Vector128.LoadUnsafe(ref scales, index) * rowScale;
        var scaled = Vector128.ConvertToSingle(sums) * scale;
        (scaled + Vector128.LoadUnsafe(ref bias, index)).StoreUnsafe(ref destination, index);
    }
}
