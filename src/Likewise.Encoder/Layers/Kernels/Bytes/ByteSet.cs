using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Likewise.Encoder;

/// <summary>Which instructions multiply bytes. All give the same integers.</summary>
internal enum ByteSet
{
    Scalar,
    Vector128,
    Arm,
    Vector256,
    Vector512,
    Vnni,
}

internal static class ByteSets
{
    /// <summary>Every set that this machine runs in hardware, scalar first.</summary>
    public static IEnumerable<ByteSet> Supported => Enum.GetValues<ByteSet>().Where(IsSupported);

    /// <summary>The fastest among the registers that a set of instructions may use.</summary>
    public static ByteSet For(InstructionSet set) => set switch
    {
        InstructionSet.Scalar => ByteSet.Scalar,
        InstructionSet.Vector128 => Dp.IsSupported ? ByteSet.Arm : ByteSet.Vector128,

        // At 256 bits VNNI multiplies twice as much a cycle as AVX-512 does without it.
        _ when AvxVnni.IsSupported => ByteSet.Vnni,
        InstructionSet.Vector512 when Avx512BW.IsSupported => ByteSet.Vector512,
        _ => Avx2.IsSupported ? ByteSet.Vector256 : ByteSet.Vector128,
    };

    private static bool IsSupported(ByteSet set) => set switch
    {
        ByteSet.Scalar => true,
        ByteSet.Vector128 => Vector128.IsHardwareAccelerated,
        ByteSet.Arm => Dp.IsSupported,
        ByteSet.Vector256 => Avx2.IsSupported,
        ByteSet.Vector512 => Avx512BW.IsSupported,
        _ => AvxVnni.IsSupported,
    };
}
