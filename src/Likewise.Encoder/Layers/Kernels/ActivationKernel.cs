using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Likewise.Encoder;

/// <summary>Applies an activation to every value in place.</summary>
internal static class ActivationKernel
{
    /// <param name="values">Any length. Overwritten.</param>
    /// <param name="activation">Which.</param>
    /// <param name="set">The instructions to use.</param>
    public static void Apply(Span<float> values, Activation activation, InstructionSet set)
    {
        switch (activation)
        {
            case Activation.Gelu: Apply<GeluActivation>(values, set); break;
            case Activation.GeluNear: Apply<GeluNearActivation>(values, set); break;
            case Activation.GeluTanh: Apply<GeluTanhActivation>(values, set); break;
            case Activation.Relu: Apply<ReluActivation>(values, set); break;
            default: throw new UnreachableException();
        }
    }

    private static void Apply<TActivation>(Span<float> values, InstructionSet set)
        where TActivation : struct, IActivation
    {
        var done = set switch
        {
            InstructionSet.Vector512 => Run<TActivation, Lanes512, Vector512<float>>(values, 0),
            InstructionSet.Vector256 => Run<TActivation, Lanes256, Vector256<float>>(values, 0),
            InstructionSet.Vector128 => Run<TActivation, Lanes128, Vector128<float>>(values, 0),
            _ => 0,
        };
        if (done < values.Length) Run<TActivation, LanesScalar, float>(values, done);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Run<TActivation, TLanes, TVector>(Span<float> values, int start)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var i = start;
        for (; i <= values.Length - TLanes.Count; i += TLanes.Count)
            TLanes.Store(TActivation.Apply<TLanes, TVector>(TLanes.Load(ref first, (nuint)i)), ref first, (nuint)i);
        return i;
    }
}
