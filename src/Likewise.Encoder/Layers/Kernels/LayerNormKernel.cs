using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Encoder;

/// <summary>
/// Adds a residual to a row, then brings the row to mean 0 and variance 1, scaled and shifted per component. The sums are taken
/// here and not by TensorPrimitives, whose order of adding follows the address of the data: a text must give the same bits
/// wherever it lies.
/// </summary>
internal static class LayerNormKernel
{
    /// <param name="row">At least one value. Overwritten.</param>
    /// <param name="residual">Added before. Same length.</param>
    /// <param name="gain">Per component. Same length.</param>
    /// <param name="shift">Per component. Same length.</param>
    /// <param name="epsilon">Added to the variance, so that a constant row divides by no zero.</param>
    /// <param name="set">The instructions to use.</param>
    public static void Apply(
        Span<float> row, ReadOnlySpan<float> residual, ReadOnlySpan<float> gain, ReadOnlySpan<float> shift, float epsilon,
        InstructionSet set)
    {
        Debug.Assert(
            row.Length > 0 && residual.Length == row.Length && gain.Length == row.Length && shift.Length == row.Length,
            "all four have one length");
        switch (set)
        {
            case InstructionSet.Vector512: Run<Lanes512, Vector512<float>>(row, residual, gain, shift, epsilon); break;
            case InstructionSet.Vector256: Run<Lanes256, Vector256<float>>(row, residual, gain, shift, epsilon); break;
            case InstructionSet.Vector128: Run<Lanes128, Vector128<float>>(row, residual, gain, shift, epsilon); break;
            default: Run<LanesScalar, float>(row, residual, gain, shift, epsilon); break;
        }
    }

    private static void Run<TLanes, TVector>(
        Span<float> row, ReadOnlySpan<float> residual, ReadOnlySpan<float> gain, ReadOnlySpan<float> shift, float epsilon)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // The mean comes off before the squares are taken: one pass for both would lose the digits that the two share.
        var whole = row.Length / TLanes.Count * TLanes.Count;
        var head = row[..whole];
        var rest = row[whole..];
        var mean = AddAndSum<TLanes, TVector>(head, residual[..whole]);
        if (rest.Length > 0) mean += AddAndSum<LanesScalar, float>(rest, residual[whole..]);
        mean /= row.Length;
        var variance = CenterAndSquare<TLanes, TVector>(head, mean);
        if (rest.Length > 0) variance += CenterAndSquare<LanesScalar, float>(rest, mean);
        var scale = 1f / MathF.Sqrt(variance / row.Length + epsilon);
        Finish<TLanes, TVector>(head, gain[..whole], shift[..whole], scale);
        if (rest.Length > 0) Finish<LanesScalar, float>(rest, gain[whole..], shift[whole..], scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float AddAndSum<TLanes, TVector>(Span<float> row, ReadOnlySpan<float> residual)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        ref var added = ref MemoryMarshal.GetReference(residual);
        var sum = TLanes.Create(0f);
        for (var i = 0; i < row.Length; i += TLanes.Count)
        {
            var value = TLanes.Add(TLanes.Load(ref first, (nuint)i), TLanes.Load(ref added, (nuint)i));
            TLanes.Store(value, ref first, (nuint)i);
            sum = TLanes.Add(sum, value);
        }
        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float CenterAndSquare<TLanes, TVector>(Span<float> row, float mean)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var (sum, offset) = (TLanes.Create(0f), TLanes.Create(mean));
        for (var i = 0; i < row.Length; i += TLanes.Count)
        {
            var value = TLanes.Subtract(TLanes.Load(ref first, (nuint)i), offset);
            TLanes.Store(value, ref first, (nuint)i);
            sum = TLanes.MultiplyAdd(value, value, sum);
        }
        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TLanes, TVector>(Span<float> row, ReadOnlySpan<float> gain, ReadOnlySpan<float> shift, float scale)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        ref var gains = ref MemoryMarshal.GetReference(gain);
        ref var shifts = ref MemoryMarshal.GetReference(shift);
        for (var i = 0; i < row.Length; i += TLanes.Count)
        {
            var scaled = TLanes.Multiply(TLanes.Load(ref first, (nuint)i), TLanes.Create(scale));
            var shifted = TLanes.MultiplyAdd(scaled, TLanes.Load(ref gains, (nuint)i), TLanes.Load(ref shifts, (nuint)i));
            TLanes.Store(shifted, ref first, (nuint)i);
        }
    }
}
