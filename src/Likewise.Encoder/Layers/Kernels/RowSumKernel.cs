using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Encoder;

/// <summary>The sum of rows, component by component, in their order.</summary>
internal static class RowSumKernel
{
    /// <param name="rows">Shape [count, width], rows <paramref name="stride"/> apart.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="stride">Floats from one row to the next; at least the width.</param>
    /// <param name="destination">Receives the sum. Shape [width].</param>
    /// <param name="set">The instructions to use. Every set gives the same bits.</param>
    public static void Apply(ReadOnlySpan<float> rows, int count, int stride, Span<float> destination, InstructionSet set)
    {
        // These lengths are what makes the unchecked reads below sound, so they are checked in every build.
        if (count < 1 || stride < destination.Length || rows.Length < (count - 1) * stride + destination.Length)
            throw new UnreachableException("A sum of rows was asked for that are not there.");

        var done = set switch
        {
            InstructionSet.Vector512 => Run<Lanes512, Vector512<float>>(rows, count, stride, destination, 0),
            InstructionSet.Vector256 => Run<Lanes256, Vector256<float>>(rows, count, stride, destination, 0),
            InstructionSet.Vector128 => Run<Lanes128, Vector128<float>>(rows, count, stride, destination, 0),
            _ => 0,
        };
        if (done < destination.Length) Run<LanesScalar, float>(rows, count, stride, destination, done);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Run<TLanes, TVector>(
        ReadOnlySpan<float> rows, int count, int stride, Span<float> destination, int start)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(rows);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var at = start;
        for (; at <= destination.Length - TLanes.Count; at += TLanes.Count)
        {
            ref var column = ref Unsafe.Add(ref first, at);
            var sum = TLanes.Load(ref column, 0);
            for (var row = 1; row < count; row++)
                sum = TLanes.Add(sum, TLanes.Load(ref column, (nuint)row * (nuint)stride));
            TLanes.Store(sum, ref to, (nuint)at);
        }
        return at;
    }
}
