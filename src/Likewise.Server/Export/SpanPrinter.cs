using System.Diagnostics;
using System.Globalization;
using OpenTelemetry;

namespace Likewise.Server;

/// <summary>Prints spans, a line each, as they end.</summary>
internal sealed class SpanPrinter(TextWriter output) : BaseExporter<Activity>
{
    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var span in batch)
        {
            var tags = span.TagObjects.Select(tag => $"{tag.Key}={Convert.ToString(tag.Value, CultureInfo.InvariantCulture)}");
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"span {span.TraceId} {span.SpanId} {span.ParentSpanId} {span.DisplayName} "
                + $"{span.Duration.TotalMilliseconds:0.000} ms {string.Join(", ", tags)}"));
        }

        return ExportResult.Success;
    }
}
