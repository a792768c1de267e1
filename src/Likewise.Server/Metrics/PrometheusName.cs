using System.Globalization;
using System.Text;

namespace Likewise.Server;

/// <summary>
/// Names as Prometheus has them, from those of instruments: as OpenTelemetry's rules for the two say (dots become underscores,
/// the unit stands at the end, a counter ends in <c>_total</c>), but labels without this product's own prefix, which every name
/// of a metric begins with.
/// </summary>
internal static class PrometheusName
{
    private const string OwnPrefix = "likewise.";

    public static string OfMetric(string name, string? unit, MetricKind kind)
    {
        var text = new StringBuilder(Clean(name));
        var word = WordOf(unit, kind);
        if (word.Length > 0 && !text.ToString().EndsWith(word, StringComparison.Ordinal))
            text.Append('_').Append(word);
        if (kind == MetricKind.Counter && !name.EndsWith("total", StringComparison.Ordinal))
            text.Append("_total");
        return text.ToString();
    }

    /// <summary>Labels between braces.</summary>
    public static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (text.Length > 0)
                text.Append(',');
            var name = key.StartsWith(OwnPrefix, StringComparison.Ordinal) ? key[OwnPrefix.Length..] : key;
            text.Append(Clean(name)).Append("=\"");
            Escape(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            text.Append('"');
        }

        return text.ToString();
    }

    /// <summary>Help is escaped as labels are, but for its quotation marks.</summary>
    public static string EscapeHelp(string text) => text.Replace("\\", @"\\").Replace("\n", @"\n");

    private static void Escape(StringBuilder text, string value)
    {
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '\\' => text.Append(@"\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append(@"\n"),
                _ => text.Append(letter),
            };
        }
    }

    private static string Clean(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '_'));

    /// <summary>What is written between braces only says what is counted, and is no unit.</summary>
    private static string WordOf(string? unit, MetricKind kind) => unit switch
    {
        null or "" => "",
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "1" => kind == MetricKind.Gauge ? "ratio" : "",
        _ when unit[0] == '{' => "",
        _ => Clean(unit),
    };
}
