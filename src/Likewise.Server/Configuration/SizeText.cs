using System.Globalization;

namespace Likewise.Server;

/// <summary>Sizes as people write them: a number of bytes, or a number with its unit.</summary>
internal static class SizeText
{
    private const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite;

    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1),
    ];

    public static bool TryParse(string text, out long value)
    {
        value = 0;
        var (unit, bytes) = Array.Find(Units, unit => text.EndsWith(unit.Unit, StringComparison.OrdinalIgnoreCase));
        var digits = unit is null ? text : text[..^unit.Length];
        bytes = unit is null ? 1 : bytes;
        if (!decimal.TryParse(digits, Style, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > long.MaxValue / bytes || number * bytes % 1 != 0)
            return false;

        value = (long)(number * bytes);
        return true;
    }

    /// <summary>Writes a size in the largest binary unit that keeps it whole.</summary>
    public static string Format(long value)
    {
        foreach (var (unit, bytes) in Units.AsSpan(0, 3))
        {
            if (value != 0 && value % bytes == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{value / bytes}{unit}");
        }

        return value.ToString(CultureInfo.InvariantCulture);
    }
}
