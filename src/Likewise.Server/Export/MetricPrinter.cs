using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Likewise.Server;

/// <summary>Prints metrics, a line for each series.</summary>
internal sealed class MetricPrinter(TextWriter output) : BaseExporter<Metric>
{
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
                output.WriteLine($"metric {metric.Name}{TagsOf(point.Tags)} {ValueOf(metric, point)}{UnitOf(metric)}");
        }

        return ExportResult.Success;
    }

    private static string ValueOf(Metric metric, in MetricPoint point) => metric.MetricType switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Text(point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Text(point.GetSumDouble()),
        MetricType.LongGauge => Text(point.GetGaugeLastValueLong()),
        MetricType.DoubleGauge => Text(point.GetGaugeLastValueDouble()),
        _ => $"{Text(point.GetHistogramCount())} times, sum {Text(point.GetHistogramSum())}",
    };

    private static string TagsOf(ReadOnlyTagCollection tags)
    {
        var texts = new List<string>();
        foreach (var (key, value) in tags)
            texts.Add($"{key}={Convert.ToString(value, CultureInfo.InvariantCulture)}");
        return texts.Count == 0 ? "" : $"{{{string.Join(", ", texts)}}}";
    }

    private static string UnitOf(Metric metric) => metric.Unit.Length == 0 ? "" : " " + metric.Unit;

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
