namespace Likewise.Server;

/// <summary>The configuration is wrong. The message names every fault, so that one look is enough to mend them all.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>Collects the faults.</summary>
    /// <param name="faults">At least one; each says where, what, and what was expected.</param>
    public SettingsException(IReadOnlyList<string> faults)
        : base(Describe(faults)) => Faults = faults;

    /// <summary>What is wrong, each fault with its place.</summary>
    public IReadOnlyList<string> Faults { get; }

    private static string Describe(IReadOnlyList<string> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return faults.Count == 1
            ? $"The configuration has a fault: {faults[0]}"
            : $"The configuration has {faults.Count} faults:" + string.Concat(faults.Select(fault => $"\n  - {fault}"));
    }
}
