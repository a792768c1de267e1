using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Encoder;

/// <summary>
/// The product of rows of bytes and the weights of a linear layer, in whole numbers until the end. A tile of some rows times a
/// panel's columns stays in registers while the depth runs. Whole numbers have no order of adding, so a row's result depends
/// neither on its tile nor on the instructions.
/// </summary>
internal static partial class ByteProductKernel
{
    /// <param name="left">The rows.</param>
    /// <param name="right">The weights.</param>
    /// <param name="destination">Receives left × right + bias, padded columns included.</param>
    /// <param name="stride">Floats from one row of the destination to the next; at least the padded outputs.</param>
    /// <param name="range">Which columns are computed.</param>
    /// <param name="set">The instructions to use.</param>
    public static void Multiply(
        in ByteRows left, ByteWeights right, Span<float> destination, int stride, ColumnRange range, ByteSet set)
    {
        // These lengths are what makes the unchecked reads and writes below sound, so they are checked in every build.
        if (left.Count < 1 || left.Stride < right.PaddedSlots || left.Bytes.Length < left.Count * left.Stride
            || left.Scales.Length < left.Count || left.Zeros.Length < left.Count || stride < right.PaddedOutputs
            || !range.IsWithin(right.PaddedOutputs)
            || destination.Length < (left.Count - 1) * stride + right.PaddedOutputs)
            throw new UnreachableException("A product of bytes was asked for whose operands are too short.");

        switch (set)
        {
            case ByteSet.Vnni: Run<ByteDotVnni, Vector256<int>>(left, right, destination, stride, range); break;
            case ByteSet.Vector512: Run<ByteDot512, Vector512<int>>(left, right, destination, stride, range); break;
            case ByteSet.Vector256: Run<ByteDot256, Vector256<int>>(left, right, destination, stride, range); break;
            case ByteSet.Arm: Run<ByteDotArm, Vector128<int>>(left, right, destination, stride, range); break;
            case ByteSet.Vector128: Run<ByteDot128, Vector128<int>>(left, right, destination, stride, range); break;
            default: Run<ByteDotScalar, int>(left, right, destination, stride, range); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TDot, TVector>(
        in ByteRows left, ByteWeights right, Span<float> destination, int stride, ColumnRange range)
        where TDot : struct, IByteDot<TVector>
        where TVector : struct
    {
        var (depth, end) = ((nuint)right.PaddedSlots, (nuint)(range.First + range.Count));
        var step = (nuint)Math.Min(2 * TDot.Columns, ByteWeights.Width);
        ref var panels = ref MemoryMarshal.GetReference(right.Panels);
        ref var first = ref MemoryMarshal.GetReference(destination);
        for (var column = (nuint)range.First; column < end; column += step)
        {
            var within = column % ByteWeights.Width;
            var tile = new Tile
            {
                Panel = ref Unsafe.Add(ref panels, (column - within) * depth + within * ByteWeights.Group),
                Sums = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(right.Sums), column),
                Scales = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(right.Scales), column),
                Bias = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(right.Bias), column),
                Depth = depth, Ahead = depth * ByteWeights.Width, LeftStride = (nuint)left.Stride,
                DestinationStride = (nuint)stride,
            };
            for (var (row, tiles) = (0, (left.Count + TDot.TallestTile - 1) / TDot.TallestTile); tiles > 0; tiles--)
            {
                // Tiles of nearly one height: a low one has too few sums to keep the multipliers busy.
                var height = (left.Count - row + tiles - 1) / tiles;
                tile.Left = ref Unsafe.Add(ref MemoryMarshal.GetReference(left.Bytes), row * left.Stride);
                tile.RowScales = ref Unsafe.Add(ref MemoryMarshal.GetReference(left.Scales), row);
                tile.RowZeros = ref Unsafe.Add(ref MemoryMarshal.GetReference(left.Zeros), row);
                tile.Destination = ref Unsafe.Add(ref first, (nuint)row * (nuint)stride + column);
                RunTile<TDot, TVector>(tile, height);
                tile.Ahead = 0;
                row += height;
            }
        }
    }

    private static void RunTile<TDot, TVector>(in Tile tile, int height)
        where TDot : struct, IByteDot<TVector>
        where TVector : struct
    {
        switch (height)
        {
            case 1: RunTile<Height1, TDot, TVector>(tile); break;
            case 2: RunTile<Height2, TDot, TVector>(tile); break;
            case 3: RunTile<Height3, TDot, TVector>(tile); break;
            case 4: RunTile<Height4, TDot, TVector>(tile); break;
            case 5: RunTile<Height5, TDot, TVector>(tile); break;
            case 6: RunTile<Height6, TDot, TVector>(tile); break;
            case 7: RunTile<Height7, TDot, TVector>(tile); break;
            default: RunTile<Height8, TDot, TVector>(tile); break;
        }
    }
}
