using System.Runtime.CompilerServices;

namespace Likewise.Encoder;

/// <summary>One column at a time: the reference, and machines without vector instructions.</summary>
internal readonly struct ByteDotScalar : IByteDot<int>
{
    public static int Columns => 1;

    public static int Offset => 0;

    public static int TallestTile => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LoadWeights(ref sbyte source, nuint index) =>
        Unsafe.ReadUnaligned<int>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref source, index)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Repeat(int value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Scale(int number, ref int source, nuint index) => Unsafe.Add(ref source, index) * number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int MultiplyAdd(int sums, int activations, int weights)
    {
        for (var at = 0; at < 32; at += 8)
            sums += (byte)(activations >> at) * (sbyte)(weights >> at);
        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int sums, float rowScale, ref float scales, ref float bias, ref float destination, nuint index)
    {
        var scale = Unsafe.Add(ref scales, index) * rowScale;
        var scaled = sums * scale;
        Unsafe.Add(ref destination, index) = scaled + Unsafe.Add(ref bias, index);
    }
}
