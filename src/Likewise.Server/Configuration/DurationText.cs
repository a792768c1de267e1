using System.Globalization;

namespace Likewise.Server;

/// <summary>Durations as people write them: a number with its unit, or hours, minutes and seconds with colons.</summary>
public static class DurationText
{
    private const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite;

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        // "ms" stands before "s" and "m", for the first unit that ends the text is taken.
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Reads a duration. A bare number is refused: nobody could say whether it means seconds or minutes.</summary>
    /// <param name="text">Such as <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1d</c> or <c>01:30:00</c>.</param>
    /// <param name="value">The duration.</param>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value);

        var (unit, length) = Array.Find(Units, unit => text.EndsWith(unit.Unit, StringComparison.OrdinalIgnoreCase));
        if (unit is null
            || !decimal.TryParse(text.AsSpan()[..^unit.Length], Style, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > TimeSpan.MaxValue.Ticks / length.Ticks)
            return false;

        value = TimeSpan.FromTicks((long)(number * length.Ticks));
        return true;
    }

    /// <summary>Writes a duration in the largest unit that keeps it whole.</summary>
    /// <param name="value">The duration.</param>
    public static string Format(TimeSpan value)
    {
        foreach (var (unit, length) in Units.OrderByDescending(unit => unit.Length))
        {
            if (value != TimeSpan.Zero && value.Ticks % length.Ticks == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / length.Ticks}{unit}");
        }

        return value == TimeSpan.Zero ? "0s" : value.ToString("c", CultureInfo.InvariantCulture);
    }
}
