using System.Globalization;

namespace Likewise.Tests.Server;

/// <summary>How long mutated bodies are sent for: a slice, or what the environment says.</summary>
internal static class FuzzRun
{
    /// <summary>LIKEWISE_FUZZ_SEED: another gives other bodies.</summary>
    public static int Seed { get; } = Read("LIKEWISE_FUZZ_SEED") ?? 0;

    /// <summary>Bodies for each address: LIKEWISE_FUZZ, or else a slice.</summary>
    public static int Bodies(int slice) => Read("LIKEWISE_FUZZ") ?? slice;

    private static int? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
        : null;
}
