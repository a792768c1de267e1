using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Likewise.Server;

/// <summary>
/// Sends what is measured and traced to a collector, or prints it. It is of the whole process: one is enough however many servers
/// run in it. What is outstanding is sent when it is disposed of.
/// </summary>
public sealed class TelemetryExport : IDisposable
{
    /// <summary>Any of these says where to send, as OpenTelemetry specifies.</summary>
    private static readonly string[] Variables =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    ];

    /// <summary>Callers of ours, and what is called for them.</summary>
    private static readonly string[] Sources =
        [LikewiseTelemetry.ActivitySourceName, RequestTrace.SourceName, "System.Net.Http"];

    private static readonly string[] Meters =
    [
        LikewiseTelemetry.MeterName, ServerMetrics.MeterName, "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
    ];

    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private TelemetryExport(MeterProvider metrics, TracerProvider traces) => (_metrics, _traces) = (metrics, traces);

    /// <summary>Begins to send, where settings or OpenTelemetry's variables say where.</summary>
    /// <param name="settings">Where to, and how much.</param>
    /// <param name="output">Where it is printed if it is to be: standard error. Belongs to the caller.</param>
    /// <param name="environment">The variables; null: the process's.</param>
    /// <returns>Null where there is nowhere to send to.</returns>
    /// <exception cref="SettingsException">The exporter cannot be set up.</exception>
    public static TelemetryExport? Start(
        LikewiseSettings settings, TextWriter output, IReadOnlyDictionary<string, string>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(output);
        var otlp = settings.Otlp;
        var sends = otlp.Endpoint is not null || Variables.Any(name => !string.IsNullOrEmpty(
            environment is null ? Environment.GetEnvironmentVariable(name) : environment.GetValueOrDefault(name)));
        if (!sends && !otlp.Console)
            return null;

        var resource = ResourceOf(otlp);
        var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters);
        var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(otlp.TraceShare)));
        try
        {
            if (sends)
            {
                metrics.AddOtlpExporter((exporter, reader) =>
                {
                    Configure(exporter, otlp, "metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = Milliseconds(otlp);
                });
                traces.AddOtlpExporter(exporter => Configure(exporter, otlp, "traces"));
            }

            if (otlp.Console)
            {
                metrics.AddReader(new PeriodicExportingMetricReader(new MetricPrinter(output), Milliseconds(otlp)));
                traces.AddProcessor(new SimpleActivityExportProcessor(new SpanPrinter(output)));
            }

            return new TelemetryExport(metrics.Build(), traces.Build());
        }
        catch (Exception fault) when (fault is ArgumentException or UriFormatException or NotSupportedException)
        {
            throw new SettingsException([$"otlp: {fault.Message}"]);
        }
    }

    /// <summary>Sends what is outstanding, now.</summary>
    /// <param name="timeout">How long that may take.</param>
    /// <returns>Whether all of it arrived.</returns>
    public bool Flush(TimeSpan timeout)
    {
        var milliseconds = (int)timeout.TotalMilliseconds;
        return _metrics.ForceFlush(milliseconds) & _traces.ForceFlush(milliseconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    /// <summary>The default reads OpenTelemetry's variables; what is set here takes their place.</summary>
    private static ResourceBuilder ResourceOf(OtlpSettings otlp)
    {
        var named = otlp.ServiceName
            ?? (Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is { Length: > 0 } name ? name : "likewise");
        return ResourceBuilder.CreateDefault().AddService(named, serviceVersion: LikewiseServer.Version);
    }

    private static void Configure(OtlpExporterOptions exporter, OtlpSettings otlp, string signal)
    {
        if (otlp.Protocol is { } protocol)
            exporter.Protocol = protocol == OtlpProtocol.Http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        if (otlp.Headers is not null)
            exporter.Headers = otlp.Headers;
        if (otlp.Endpoint is not { } endpoint)
            return;

        // As the variable's: the base of all signals. An address that is set in code is taken as it is.
        exporter.Endpoint = exporter.Protocol == OtlpExportProtocol.HttpProtobuf
            ? new Uri($"{endpoint.TrimEnd('/')}/v1/{signal}")
            : new Uri(endpoint);
    }

    private static int Milliseconds(OtlpSettings otlp) => (int)otlp.Interval.TotalMilliseconds;
}
