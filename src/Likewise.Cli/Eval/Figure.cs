using System.Globalization;
using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary>Figures as people read them, the same in every country; a dash where there is none.</summary>
internal static class Figure
{
    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double? share) => share?.ToString("0.00 %", CultureInfo.InvariantCulture) ?? "-";

    public static string Interval(WilsonInterval interval) => $"{Percent(interval.Low)} to {Percent(interval.High)}";

    /// <summary>A number with so many decimals.</summary>
    public static string Fixed(double? value, int decimals) =>
        value?.ToString($"F{decimals}", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A similarity as somebody set it: two decimals, or more where it has them.</summary>
    public static string Threshold(double similarity) => similarity.ToString("0.00######", CultureInfo.InvariantCulture);

    public static string Microseconds(TimeSpan time) => time.TotalMicroseconds.ToString("N1", CultureInfo.InvariantCulture);

    public static string Clock(TimeSpan time) => time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
}
