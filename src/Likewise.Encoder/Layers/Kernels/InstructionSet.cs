using System.Runtime.Intrinsics;

namespace Likewise.Encoder;

/// <summary>Which instructions the kernels use. Chosen once for the process; tests name each in turn.</summary>
internal enum InstructionSet
{
    Scalar,
    Vector128,
    Vector256,
    Vector512,
}

internal static class InstructionSets
{
    /// <summary>The widest that this machine runs in hardware.</summary>
    public static InstructionSet Best { get; } =
        Vector512.IsHardwareAccelerated ? InstructionSet.Vector512
        : Vector256.IsHardwareAccelerated ? InstructionSet.Vector256
        : Vector128.IsHardwareAccelerated ? InstructionSet.Vector128
        : InstructionSet.Scalar;

    /// <summary>Every set that this machine runs in hardware, scalar first.</summary>
    public static IEnumerable<InstructionSet> Supported => Enum.GetValues<InstructionSet>().Where(set => set <= Best);
}
