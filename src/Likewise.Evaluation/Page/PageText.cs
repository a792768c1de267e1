using System.Globalization;

namespace Likewise.Evaluation;

/// <summary>Figures as the page has them, the same in every country; a dash where there is none.</summary>
internal static class PageText
{
    public const string Nothing = "-";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double? share) => share?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? Nothing;

    public static string Fixed(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>How many times as much; where the other has nothing at all, no number says it.</summary>
    public static string Times(double? value) => value is double.PositiveInfinity
        ? "the other has none"
        : value?.ToString("0.00 ×", CultureInfo.InvariantCulture) ?? Nothing;

    public static string Setting(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Microseconds(TimeSpan time) => time.TotalMicroseconds.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A share with its 95 % interval.</summary>
    public static string Share(int part, int whole)
    {
        if (whole == 0)
            return Nothing;
        var (low, high) = WilsonInterval.Of(part, whole);
        return string.Create(
            CultureInfo.InvariantCulture, $"{(double)part / whole:0.0 %} ({low * 100:0.0} to {high * 100:0.0})");
    }

    /// <summary>The middle one of several runs, and the least and the largest of them; a dash where one run has none.</summary>
    public static string Spread(IReadOnlyList<double?> values, Func<double?, string> text)
    {
        if (MedianOf(values) is not { } median)
            return Nothing;
        var (least, largest) = (text(values.Min()), text(values.Max()));
        return least == largest ? text(median) : $"{text(median)} ({least} to {largest})";
    }

    /// <summary>The middle one of several runs; null where one run has none.</summary>
    public static double? MedianOf(IReadOnlyList<double?> values)
    {
        if (values.Count == 0 || values.Any(value => value is null))
            return null;
        var sorted = values.Select(value => value.GetValueOrDefault()).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static string Missing(params IEnumerable<string> names) =>
        $"Not measured: {string.Join(", ", names.Select(name => $"`{name}`"))} not among the data.";
}
