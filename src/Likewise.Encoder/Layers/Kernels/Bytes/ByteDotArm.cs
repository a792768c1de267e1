using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Likewise.Encoder;

/// <summary>NEON with its dot product.</summary>
internal readonly struct ByteDotArm : IByteDot<Vector128<int>>
{
    public static int Columns => Vector128<int>.Count;

    public static int Offset => 128;

    public static int TallestTile => 8;

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
        // The instruction takes both sides signed; 128 is off every activation that it sees.
        var signed = (activations ^ Vector128.Create(unchecked((int)0x80808080))).AsSByte();
        return Dp.DotProduct(sums, signed, weights.AsSByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        Vector128<int> sums, float rowScale, ref float scales, ref float bias, ref float destination, nuint index)
    {
        var scale = Vector128.LoadUnsafe(ref scales, index) * rowScale;
        var scaled = Vector128.ConvertToSingle(sums) * scale;
        (scaled + Vector128.LoadUnsafe(ref bias, index)).StoreUnsafe(ref destination, index);
    }
}
