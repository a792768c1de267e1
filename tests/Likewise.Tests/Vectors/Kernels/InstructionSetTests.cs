using System.Runtime.Intrinsics;

namespace Likewise.Tests.Vectors.Kernels;

/// <summary>The runs of these tests with instruction sets switched off are worth something only if the switches work.</summary>
public sealed class InstructionSetTests
{
    [Fact]
    public void A_set_that_is_switched_off_is_not_used()
    {
        Assert.False(IsOff("EnableAVX512") && Vector512.IsHardwareAccelerated);
        Assert.False(IsOff("EnableAVX2") && Vector256.IsHardwareAccelerated);
        Assert.False(IsOff("EnableHWIntrinsic") && Vector128.IsHardwareAccelerated);
    }

    private static bool IsOff(string name) => Environment.GetEnvironmentVariable($"DOTNET_{name}") == "0";
}
