using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Encoder;

/// <summary>AVX-VNNI: one instruction for thirty-two products.</summary>
internal readonly struct ByteDotVnni : IByteDot<Vector256<int>>
{
    public static int Columns => Vector256<int>.Count;

    public static int Offset => 0;

    public static int TallestTile => Avx512F.VL.IsSupported ? 8 : 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadWeights(ref sbyte source, nuint index) =>
        Vector256.LoadUnsafe(ref source, index).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Repeat(int value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Scale(int number, ref int source, nuint index) =>
        Vector256.LoadUnsafe(ref source, index) * number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sums, Vector256<int> activations, Vector256<int> weights) =>
        AvxVnni.MultiplyWideningAndAdd(sums, activations.AsByte(), weights.AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        Vector256<int> sums, float rowScale, ref float scales, ref float bias, ref float destination, nuint index)
    {
        var scale = Vector256.LoadUnsafe(ref scales, index) * rowScale;
        var scaled = Vector256.ConvertToSingle(sums) * scale;
        (scaled + Vector256.LoadUnsafe(ref bias, index)).StoreUnsafe(ref destination, index);
    }
}
