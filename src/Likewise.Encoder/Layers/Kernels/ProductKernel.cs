using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Encoder;

/// <summary>
/// Matrix product with a bias. A tile of rows times two registers of columns stays in registers while the depth runs, so each
/// weight that is loaded serves every row of the tile. A sum always runs over the depth in order, whatever the tile: a row's
/// result depends neither on the rows beside it nor on where it lies.
/// </summary>
internal static class ProductKernel
{
    /// <param name="shape">The shape of the product.</param>
    /// <param name="left">Rows <see cref="ProductShape.LeftStride"/> apart.</param>
    /// <param name="right">As <see cref="PanelLayout"/> says.</param>
    /// <param name="bias">What each sum begins with. Shape [padded columns].</param>
    /// <param name="destination">Receives the product; padding columns become 0 × x + bias.</param>
    /// <param name="range">Which columns are computed.</param>
    /// <param name="set">The instructions to use.</param>
    public static void Multiply(
        in ProductShape shape, ReadOnlySpan<float> left, ReadOnlySpan<float> right, ReadOnlySpan<float> bias,
        Span<float> destination, ColumnRange range, InstructionSet set)
    {
        // These lengths are what makes the unchecked reads and writes below sound, so they are checked in every build.
        var padded = PanelLayout.Padded(shape.Columns);
        if (shape.Rows < 1 || shape.Depth < 1 || shape.LeftStride < shape.Depth || shape.DestinationStride < padded
            || left.Length < (shape.Rows - 1) * shape.LeftStride + shape.Depth || right.Length < padded * shape.Depth
            || bias.Length < padded || destination.Length < (shape.Rows - 1) * shape.DestinationStride + padded
            || !range.IsWithin(padded))
            throw new UnreachableException("A product was asked for whose operands are too short.");

        switch (set)
        {
            case InstructionSet.Vector512: Run<Lanes512, Vector512<float>>(shape, left, right, bias, destination, range); break;
            case InstructionSet.Vector256: Run<Lanes256, Vector256<float>>(shape, left, right, bias, destination, range); break;
            case InstructionSet.Vector128: Run<Lanes128, Vector128<float>>(shape, left, right, bias, destination, range); break;
            default: Run<LanesScalar, float>(shape, left, right, bias, destination, range); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes, TVector>(
        in ProductShape shape, ReadOnlySpan<float> left, ReadOnlySpan<float> right, ReadOnlySpan<float> bias,
        Span<float> destination, ColumnRange range)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var leftFirst = ref MemoryMarshal.GetReference(left);
        ref var rightFirst = ref MemoryMarshal.GetReference(right);
        ref var biasFirst = ref MemoryMarshal.GetReference(bias);
        ref var destinationFirst = ref MemoryMarshal.GetReference(destination);
        var (leftStride, destinationStride, depth) =
            ((nuint)shape.LeftStride, (nuint)shape.DestinationStride, (nuint)shape.Depth);
        var end = (nuint)(range.First + range.Count);
        var strip = 2 * (nuint)TLanes.Count;

        for (var column = (nuint)range.First; column < end; column += strip)
        {
            var within = column % PanelLayout.Width;
            ref var panel = ref Unsafe.Add(ref rightFirst, (column - within) * depth + within);
            ref var start = ref Unsafe.Add(ref biasFirst, column);
            for (nuint row = 0; row < (nuint)shape.Rows;)
            {
                ref var from = ref Unsafe.Add(ref leftFirst, row * leftStride);
                ref var to = ref Unsafe.Add(ref destinationFirst, row * destinationStride + column);
                var ahead = row == 0 ? depth * PanelLayout.Width : 0;
                row += Tile<TLanes, TVector>(
                    (nuint)shape.Rows - row, ref from, leftStride, ref panel, ref start, ref to, destinationStride, depth, ahead);
            }
        }
    }

    /// <summary>Computes the tallest tile that the rows left and the registers allow. Returns its rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Tile<TLanes, TVector>(
        nuint rows, ref float left, nuint leftStride, ref float panel, ref float bias, ref float destination,
        nuint destinationStride, nuint depth, nuint ahead)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // Eight rows hold sixteen sums: more registers than anything below AVX-512 has.
        if (rows >= 8 && TLanes.Count >= 16)
        {
            Rows8<TLanes, TVector>(ref left, leftStride, ref panel, ref bias, ref destination, destinationStride, depth, ahead);
            return 8;
        }
        if (rows >= 4)
        {
            Rows4<TLanes, TVector>(ref left, leftStride, ref panel, ref bias, ref destination, destinationStride, depth, ahead);
            return 4;
        }
        if (rows >= 2)
        {
            Rows2<TLanes, TVector>(ref left, leftStride, ref panel, ref bias, ref destination, destinationStride, depth, ahead);
            return 2;
        }
        Rows1<TLanes, TVector>(ref left, ref panel, ref bias, ref destination, depth, ahead);
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows8<TLanes, TVector>(
        ref float left, nuint leftStride, ref float panel, ref float bias, ref float destination, nuint destinationStride,
        nuint depth, nuint ahead)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var lanes = (nuint)TLanes.Count;
        var (a0, b0) = (TLanes.Load(ref bias, 0), TLanes.Load(ref bias, lanes));
        var (a1, b1) = (a0, b0);
        var (a2, b2) = (a0, b0);
        var (a3, b3) = (a0, b0);
        var (a4, b4) = (a0, b0);
        var (a5, b5) = (a0, b0);
        var (a6, b6) = (a0, b0);
        var (a7, b7) = (a0, b0);
        for (nuint k = 0; k < depth; k++)
        {
            AskForRow(ref panel, ahead + k * PanelLayout.Width);
            var a = TLanes.Load(ref panel, k * PanelLayout.Width);
            var b = TLanes.Load(ref panel, k * PanelLayout.Width + lanes);
            var x0 = TLanes.Create(Unsafe.Add(ref left, k));
            (a0, b0) = (TLanes.MultiplyAdd(x0, a, a0), TLanes.MultiplyAdd(x0, b, b0));
            var x1 = TLanes.Create(Unsafe.Add(ref left, leftStride + k));
            (a1, b1) = (TLanes.MultiplyAdd(x1, a, a1), TLanes.MultiplyAdd(x1, b, b1));
            var x2 = TLanes.Create(Unsafe.Add(ref left, 2 * leftStride + k));
            (a2, b2) = (TLanes.MultiplyAdd(x2, a, a2), TLanes.MultiplyAdd(x2, b, b2));
            var x3 = TLanes.Create(Unsafe.Add(ref left, 3 * leftStride + k));
            (a3, b3) = (TLanes.MultiplyAdd(x3, a, a3), TLanes.MultiplyAdd(x3, b, b3));
            var x4 = TLanes.Create(Unsafe.Add(ref left, 4 * leftStride + k));
            (a4, b4) = (TLanes.MultiplyAdd(x4, a, a4), TLanes.MultiplyAdd(x4, b, b4));
            var x5 = TLanes.Create(Unsafe.Add(ref left, 5 * leftStride + k));
            (a5, b5) = (TLanes.MultiplyAdd(x5, a, a5), TLanes.MultiplyAdd(x5, b, b5));
            var x6 = TLanes.Create(Unsafe.Add(ref left, 6 * leftStride + k));
            (a6, b6) = (TLanes.MultiplyAdd(x6, a, a6), TLanes.MultiplyAdd(x6, b, b6));
            var x7 = TLanes.Create(Unsafe.Add(ref left, 7 * leftStride + k));
            (a7, b7) = (TLanes.MultiplyAdd(x7, a, a7), TLanes.MultiplyAdd(x7, b, b7));
        }
        StorePair<TLanes, TVector>(a0, b0, ref destination);
        StorePair<TLanes, TVector>(a1, b1, ref Unsafe.Add(ref destination, destinationStride));
        StorePair<TLanes, TVector>(a2, b2, ref Unsafe.Add(ref destination, 2 * destinationStride));
        StorePair<TLanes, TVector>(a3, b3, ref Unsafe.Add(ref destination, 3 * destinationStride));
        StorePair<TLanes, TVector>(a4, b4, ref Unsafe.Add(ref destination, 4 * destinationStride));
        StorePair<TLanes, TVector>(a5, b5, ref Unsafe.Add(ref destination, 5 * destinationStride));
        StorePair<TLanes, TVector>(a6, b6, ref Unsafe.Add(ref destination, 6 * destinationStride));
        StorePair<TLanes, TVector>(a7, b7, ref Unsafe.Add(ref destination, 7 * destinationStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows4<TLanes, TVector>(
        ref float left, nuint leftStride, ref float panel, ref float bias, ref float destination, nuint destinationStride,
        nuint depth, nuint ahead)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var lanes = (nuint)TLanes.Count;
        var (a0, b0) = (TLanes.Load(ref bias, 0), TLanes.Load(ref bias, lanes));
        var (a1, b1) = (a0, b0);
        var (a2, b2) = (a0, b0);
        var (a3, b3) = (a0, b0);
        for (nuint k = 0; k < depth; k++)
        {
            AskForRow(ref panel, ahead + k * PanelLayout.Width);
            var a = TLanes.Load(ref panel, k * PanelLayout.Width);
            var b = TLanes.Load(ref panel, k * PanelLayout.Width + lanes);
            var x0 = TLanes.Create(Unsafe.Add(ref left, k));
            (a0, b0) = (TLanes.MultiplyAdd(x0, a, a0), TLanes.MultiplyAdd(x0, b, b0));
            var x1 = TLanes.Create(Unsafe.Add(ref left, leftStride + k));
            (a1, b1) = (TLanes.MultiplyAdd(x1, a, a1), TLanes.MultiplyAdd(x1, b, b1));
            var x2 = TLanes.Create(Unsafe.Add(ref left, 2 * leftStride + k));
            (a2, b2) = (TLanes.MultiplyAdd(x2, a, a2), TLanes.MultiplyAdd(x2, b, b2));
            var x3 = TLanes.Create(Unsafe.Add(ref left, 3 * leftStride + k));
            (a3, b3) = (TLanes.MultiplyAdd(x3, a, a3), TLanes.MultiplyAdd(x3, b, b3));
        }
        StorePair<TLanes, TVector>(a0, b0, ref destination);
        StorePair<TLanes, TVector>(a1, b1, ref Unsafe.Add(ref destination, destinationStride));
        StorePair<TLanes, TVector>(a2, b2, ref Unsafe.Add(ref destination, 2 * destinationStride));
        StorePair<TLanes, TVector>(a3, b3, ref Unsafe.Add(ref destination, 3 * destinationStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows2<TLanes, TVector>(
        ref float left, nuint leftStride, ref float panel, ref float bias, ref float destination, nuint destinationStride,
        nuint depth, nuint ahead)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var lanes = (nuint)TLanes.Count;
        var (a0, b0) = (TLanes.Load(ref bias, 0), TLanes.Load(ref bias, lanes));
        var (a1, b1) = (a0, b0);
        for (nuint k = 0; k < depth; k++)
        {
            AskForRow(ref panel, ahead + k * PanelLayout.Width);
            var a = TLanes.Load(ref panel, k * PanelLayout.Width);
            var b = TLanes.Load(ref panel, k * PanelLayout.Width + lanes);
            var x0 = TLanes.Create(Unsafe.Add(ref left, k));
            (a0, b0) = (TLanes.MultiplyAdd(x0, a, a0), TLanes.MultiplyAdd(x0, b, b0));
            var x1 = TLanes.Create(Unsafe.Add(ref left, leftStride + k));
            (a1, b1) = (TLanes.MultiplyAdd(x1, a, a1), TLanes.MultiplyAdd(x1, b, b1));
        }
        StorePair<TLanes, TVector>(a0, b0, ref destination);
        StorePair<TLanes, TVector>(a1, b1, ref Unsafe.Add(ref destination, destinationStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows1<TLanes, TVector>(
        ref float left, ref float panel, ref float bias, ref float destination, nuint depth, nuint ahead)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var lanes = (nuint)TLanes.Count;
        var (a0, b0) = (TLanes.Load(ref bias, 0), TLanes.Load(ref bias, lanes));
        for (nuint k = 0; k < depth; k++)
        {
            AskForRow(ref panel, ahead + k * PanelLayout.Width);
            var a = TLanes.Load(ref panel, k * PanelLayout.Width);
            var b = TLanes.Load(ref panel, k * PanelLayout.Width + lanes);
            var x0 = TLanes.Create(Unsafe.Add(ref left, k));
            (a0, b0) = (TLanes.MultiplyAdd(x0, a, a0), TLanes.MultiplyAdd(x0, b, b0));
        }
        StorePair<TLanes, TVector>(a0, b0, ref destination);
    }

    /// <summary>A panel's row is two cache lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AskForRow(ref float panel, nuint index)
    {
        Prefetch.Line(ref panel, index);
        Prefetch.Line(ref panel, index + PanelLayout.Width / 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair<TLanes, TVector>(TVector first, TVector second, ref float destination)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TLanes.Store(first, ref destination, 0);
        TLanes.Store(second, ref destination, (nuint)TLanes.Count);
    }
}
