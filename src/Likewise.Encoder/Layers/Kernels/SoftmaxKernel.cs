using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Encoder;

/// <summary>Turns scores into weights that sum to one: e^x, each divided by the sum of all.</summary>
internal static class SoftmaxKernel
{
    /// <param name="values">Finite scores, at least one. Overwritten by the weights.</param>
    /// <param name="set">The instructions to use.</param>
    public static void Apply(Span<float> values, InstructionSet set)
    {
        switch (set)
        {
            case InstructionSet.Vector512: Run<Lanes512, Vector512<float>>(values); break;
            case InstructionSet.Vector256: Run<Lanes256, Vector256<float>>(values); break;
            case InstructionSet.Vector128: Run<Lanes128, Vector128<float>>(values); break;
            default: Run<LanesScalar, float>(values); break;
        }
    }

    private static void Run<TLanes, TVector>(Span<float> values)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // The largest score is taken off first, so that no power overflows.
        var whole = values.Length / TLanes.Count * TLanes.Count;
        var head = values[..whole];
        var rest = values[whole..];
        var largest = MathF.Max(Largest<TLanes, TVector>(head), Largest<LanesScalar, float>(rest));
        var sum = Exponentials<TLanes, TVector>(head, largest) + Exponentials<LanesScalar, float>(rest, largest);
        Scale<TLanes, TVector>(head, 1f / sum);
        Scale<LanesScalar, float>(rest, 1f / sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Largest<TLanes, TVector>(ReadOnlySpan<float> values)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var largest = TLanes.Create(float.NegativeInfinity);
        for (var i = 0; i < values.Length; i += TLanes.Count)
            largest = TLanes.Max(largest, TLanes.Load(ref first, (nuint)i));
        return TLanes.Largest(largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Exponentials<TLanes, TVector>(Span<float> values, float largest)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var (sum, offset) = (TLanes.Create(0f), TLanes.Create(largest));
        for (var i = 0; i < values.Length; i += TLanes.Count)
        {
            var power = Exponential.Of<TLanes, TVector>(TLanes.Subtract(TLanes.Load(ref first, (nuint)i), offset));
            TLanes.Store(power, ref first, (nuint)i);
            sum = TLanes.Add(sum, power);
        }
        return TLanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TLanes, TVector>(Span<float> values, float factor)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        for (var i = 0; i < values.Length; i += TLanes.Count)
            TLanes.Store(TLanes.Multiply(TLanes.Load(ref first, (nuint)i), TLanes.Create(factor)), ref first, (nuint)i);
    }
}
