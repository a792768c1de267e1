using System.Globalization;
using System.Text;

namespace Likewise.Server;

/// <summary>
/// Metrics as text: Prometheus's format 0.0.4, or OpenMetrics 1.0.0 where the reader prefers it. They differ in how a counter's
/// family is named, and in the end mark.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenMetricsContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private const string Total = "_total";

    public static string Write(IEnumerable<MetricFamily> families, bool isOpenMetrics)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            var series = family.Series.ToArray();
            if (series.Length == 0)
                continue;

            var name = isOpenMetrics && family.Kind == MetricKind.Counter ? family.Name[..^Total.Length] : family.Name;
            text.Append("# HELP ").Append(name).Append(' ').Append(PrometheusName.EscapeHelp(family.Help)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(family.Kind.ToString().ToLowerInvariant()).Append('\n');
            foreach (var one in series)
                Write(text, family, one);
        }

        return isOpenMetrics ? text.Append("# EOF\n").ToString() : text.ToString();
    }

    private static void Write(StringBuilder text, MetricFamily family, MetricSeries series)
    {
        if (family.Kind != MetricKind.Histogram)
        {
            Line(text, family.Name, "", series.Labels, "", series.Value);
            return;
        }

        var sum = series.Value;
        var count = 0L;
        foreach (var (bound, below) in series.Cumulated())
        {
            Line(text, family.Name, "_bucket", series.Labels, $"le=\"{Number(bound)}\"", below);
            count = below;
        }

        Line(text, family.Name, "_sum", series.Labels, "", sum);
        Line(text, family.Name, "_count", series.Labels, "", count);
    }

    private static void Line(StringBuilder text, string name, string suffix, string labels, string label, double value)
    {
        text.Append(name).Append(suffix);
        if (labels.Length + label.Length > 0)
            text.Append('{').Append(labels).Append(labels.Length > 0 && label.Length > 0 ? "," : "").Append(label).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ when double.IsNaN(value) => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
