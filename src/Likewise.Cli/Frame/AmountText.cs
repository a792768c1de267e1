using System.Globalization;

namespace Likewise.Cli;

/// <summary>Counts and sizes as people write them: <c>10M</c>, <c>100k</c>, <c>1.5GiB</c>.</summary>
internal static class AmountText
{
    private const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite;

    /// <summary>Those of more letters first: what ends in KiB also ends in B.</summary>
    private static readonly (string Unit, long Factor)[] Units =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000),
        ("T", 1_000_000_000_000), ("G", 1_000_000_000), ("M", 1_000_000), ("k", 1_000), ("B", 1),
    ];

    /// <summary>Reads a number with or without a unit.</summary>
    /// <param name="name">What is read, for the error.</param>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="isSize">Whether it is a size in bytes; otherwise a count, which takes no unit that names bytes.</param>
    /// <exception cref="CommandException">It is no whole number of them.</exception>
    public static long Parse(string name, string text, bool isSize)
    {
        var (unit, factor) = Array.Find(Units, unit => text.EndsWith(unit.Unit, StringComparison.OrdinalIgnoreCase));
        var digits = text.AsSpan(0, text.Length - (unit?.Length ?? 0));
        factor = unit is null ? 1 : factor;
        if (decimal.TryParse(digits, Style, CultureInfo.InvariantCulture, out var number)
            && number <= long.MaxValue / factor && number * factor % 1 == 0
            && (isSize || unit?.EndsWith('B') is not true))
            return (long)(number * factor);

        var expected = isSize ? "a size such as 64MiB, 1.5GiB or 4096" : "a count such as 10M, 100k or 2500";
        throw new CommandException(ExitCode.Usage, $"{name} {text}: {expected} was expected.");
    }

    /// <summary>Writes a size with three digits, in the binary unit that suits it.</summary>
    public static string Size(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
        while (value >= 1024 && unit < units.Length - 1)
            (value, unit) = (value / 1024, unit + 1);
        var format = unit == 0 || value >= 100 ? "F0" : value >= 10 ? "F1" : "F2";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
