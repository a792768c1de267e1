using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Likewise.Cli;

/// <summary>The widest instruction set that the kernels find here.</summary>
internal static class InstructionSet
{
    public static string Name => true switch
    {
        _ when Vector512.IsHardwareAccelerated => "avx512",
        _ when Vector256.IsHardwareAccelerated => "avx2",
        _ when AdvSimd.IsSupported => "neon",
        _ when Vector128.IsHardwareAccelerated => "sse",
        _ => "scalar",
    };
}
