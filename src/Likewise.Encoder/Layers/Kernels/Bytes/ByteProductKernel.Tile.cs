using System.Runtime.CompilerServices;

namespace Likewise.Encoder;

internal static partial class ByteProductKernel
{
    /// <summary>Where the operands of one tile begin.</summary>
    private ref struct Tile
    {
        public ref byte Left;
        public ref float RowScales;
        public ref int RowZeros;
        public ref sbyte Panel;
        public ref int Sums;
        public ref float Scales;
        public ref float Bias;
        public ref float Destination;
        public nuint Depth;

        /// <summary>How far behind the weights those lie that are asked for meanwhile.</summary>
        public nuint Ahead;
        public nuint LeftStride;
        public nuint DestinationStride;
    }

    /// <summary>A number of rows, as a type: a tile is written once, and what its height does not need is not compiled.</summary>
    private interface IHeight
    {
        static abstract int Rows { get; }
    }

    private readonly struct Height1 : IHeight { public static int Rows => 1; }

    private readonly struct Height2 : IHeight { public static int Rows => 2; }

    private readonly struct Height3 : IHeight { public static int Rows => 3; }

    private readonly struct Height4 : IHeight { public static int Rows => 4; }

    private readonly struct Height5 : IHeight { public static int Rows => 5; }

    private readonly struct Height6 : IHeight { public static int Rows => 6; }

    private readonly struct Height7 : IHeight { public static int Rows => 7; }

    private readonly struct Height8 : IHeight { public static int Rows => 8; }

    /// <summary>1. begin with what the rows' zeros take off; 2. run over the depth; 3. scale, add the bias, store.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile<THeight, TDot, TVector>(in Tile tile)
        where THeight : struct, IHeight
        where TDot : struct, IByteDot<TVector>
        where TVector : struct
    {
        // 1. Begin with what the rows' zeros take off. Rows beyond the height alias the last one and are never used.
        var wide = (nuint)TDot.Columns * 2 <= ByteWeights.Width ? (nuint)TDot.Columns : 0;
        var stride = tile.LeftStride;
        ref var panel = ref tile.Panel;
        ref var r0 = ref tile.Left;
        ref var r1 = ref Unsafe.Add(ref r0, THeight.Rows > 1 ? stride : 0);
        ref var r2 = ref Unsafe.Add(ref r1, THeight.Rows > 2 ? stride : 0);
        ref var r3 = ref Unsafe.Add(ref r2, THeight.Rows > 3 ? stride : 0);
        ref var r4 = ref Unsafe.Add(ref r3, THeight.Rows > 4 ? stride : 0);
        ref var r5 = ref Unsafe.Add(ref r4, THeight.Rows > 5 ? stride : 0);
        ref var r6 = ref Unsafe.Add(ref r5, THeight.Rows > 6 ? stride : 0);
        ref var r7 = ref Unsafe.Add(ref r6, THeight.Rows > 7 ? stride : 0);
        TVector a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        TVector b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default, b6 = default, b7 = default;
        Begin<TDot, TVector>(tile, 0, wide, ref a0, ref b0);
        if (THeight.Rows > 1) Begin<TDot, TVector>(tile, 1, wide, ref a1, ref b1);
        if (THeight.Rows > 2) Begin<TDot, TVector>(tile, 2, wide, ref a2, ref b2);
        if (THeight.Rows > 3) Begin<TDot, TVector>(tile, 3, wide, ref a3, ref b3);
        if (THeight.Rows > 4) Begin<TDot, TVector>(tile, 4, wide, ref a4, ref b4);
        if (THeight.Rows > 5) Begin<TDot, TVector>(tile, 5, wide, ref a5, ref b5);
        if (THeight.Rows > 6) Begin<TDot, TVector>(tile, 6, wide, ref a6, ref b6);
        if (THeight.Rows > 7) Begin<TDot, TVector>(tile, 7, wide, ref a7, ref b7);

        // 2. Run over the depth.
        var ahead = tile.Ahead;
        for (nuint k = 0; k < tile.Depth; k += ByteWeights.Group)
        {
            Prefetch.Line(ref panel, ahead + k * ByteWeights.Width);
            var a = TDot.LoadWeights(ref panel, k * ByteWeights.Width);
            var b = wide > 0 ? TDot.LoadWeights(ref panel, k * ByteWeights.Width + wide * ByteWeights.Group) : default;
            Step<TDot, TVector>(ref r0, k, a, b, wide, ref a0, ref b0);
            if (THeight.Rows > 1) Step<TDot, TVector>(ref r1, k, a, b, wide, ref a1, ref b1);
            if (THeight.Rows > 2) Step<TDot, TVector>(ref r2, k, a, b, wide, ref a2, ref b2);
            if (THeight.Rows > 3) Step<TDot, TVector>(ref r3, k, a, b, wide, ref a3, ref b3);
            if (THeight.Rows > 4) Step<TDot, TVector>(ref r4, k, a, b, wide, ref a4, ref b4);
            if (THeight.Rows > 5) Step<TDot, TVector>(ref r5, k, a, b, wide, ref a5, ref b5);
            if (THeight.Rows > 6) Step<TDot, TVector>(ref r6, k, a, b, wide, ref a6, ref b6);
            if (THeight.Rows > 7) Step<TDot, TVector>(ref r7, k, a, b, wide, ref a7, ref b7);
        }

        // 3. Scale, add the bias, store.
        End<TDot, TVector>(tile, 0, wide, a0, b0);
        if (THeight.Rows > 1) End<TDot, TVector>(tile, 1, wide, a1, b1);
        if (THeight.Rows > 2) End<TDot, TVector>(tile, 2, wide, a2, b2);
        if (THeight.Rows > 3) End<TDot, TVector>(tile, 3, wide, a3, b3);
        if (THeight.Rows > 4) End<TDot, TVector>(tile, 4, wide, a4, b4);
        if (THeight.Rows > 5) End<TDot, TVector>(tile, 5, wide, a5, b5);
        if (THeight.Rows > 6) End<TDot, TVector>(tile, 6, wide, a6, b6);
        if (THeight.Rows > 7) End<TDot, TVector>(tile, 7, wide, a7, b7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Begin<TDot, TVector>(in Tile tile, int row, nuint wide, ref TVector a, ref TVector b)
        where TDot : struct, IByteDot<TVector>
        where TVector : struct
    {
        var number = TDot.Offset - Unsafe.Add(ref tile.RowZeros, row);
        a = TDot.Scale(number, ref tile.Sums, 0);
        if (wide > 0) b = TDot.Scale(number, ref tile.Sums, wide);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<TDot, TVector>(
        ref byte row, nuint k, TVector weights, TVector moreWeights, nuint wide, ref TVector a, ref TVector b)
        where TDot : struct, IByteDot<TVector>
        where TVector : struct
    {
        var four = TDot.Repeat(Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref row, k)));
        a = TDot.MultiplyAdd(a, four, weights);
        if (wide > 0) b = TDot.MultiplyAdd(b, four, moreWeights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End<TDot, TVector>(in Tile tile, int row, nuint wide, TVector a, TVector b)
        where TDot : struct, IByteDot<TVector>
        where TVector : struct
    {
        ref var to = ref Unsafe.Add(ref tile.Destination, (nuint)row * tile.DestinationStride);
        var scale = Unsafe.Add(ref tile.RowScales, row);
        TDot.Store(a, scale, ref tile.Scales, ref tile.Bias, ref to, 0);
        if (wide > 0) TDot.Store(b, scale, ref tile.Scales, ref tile.Bias, ref to, wide);
    }
}
