namespace Likewise.Server;

internal static partial class SettingsTable
{
    private static Setting[] Otlp() =>
    [
        new Setting<string?>("otlp.endpoint", SettingKinds.BaseUrl, s => s.Otlp.Endpoint, (s, v) => s.Otlp.Endpoint = v)
        {
            Description = "OpenTelemetry collector that metrics and traces are sent to, such as http://127.0.0.1:4317; what is "
                + "not set here is as OTEL_EXPORTER_OTLP_ variables say.",
        },
        new Setting<OtlpProtocol?>(
            "otlp.protocol", SettingKinds.OtlpProtocol, s => s.Otlp.Protocol, (s, v) => s.Otlp.Protocol = v)
        {
            Description = "How the collector is spoken to: protobuf over gRPC or over HTTP.",
            Range = "grpc or http",
        },
        new Setting<string?>("otlp.headers", SettingKinds.Text, s => s.Otlp.Headers, (s, v) => s.Otlp.Headers = v)
        {
            Description = "Headers that are sent to the collector, such as api-key=…, with commas between them.",
            IsSecret = true,
        },
        new Setting<string?>("otlp.serviceName", SettingKinds.Text, s => s.Otlp.ServiceName, (s, v) => s.Otlp.ServiceName = v)
        {
            Description = "What the server is called there; not set, likewise.",
        },
        new Setting<TimeSpan>("otlp.interval", SettingKinds.Duration, s => s.Otlp.Interval, (s, v) => s.Otlp.Interval = v)
        {
            Description = "How often metrics are sent.",
            Range = "1s to 1h", Holds = v => v >= TimeSpan.FromSeconds(1) && v <= TimeSpan.FromHours(1),
        },
        new Setting<double>("otlp.traceShare", SettingKinds.Number, s => s.Otlp.TraceShare, (s, v) => s.Otlp.TraceShare = v)
        {
            Description = "Share of the requests that are traced, where the caller's own trace does not say.",
            Range = "0 to 1", Holds = v => v is >= 0 and <= 1,
        },
        new Setting<bool>("otlp.console", SettingKinds.Switch, s => s.Otlp.Console, (s, v) => s.Otlp.Console = v)
        {
            Description = "Whether metrics and spans are printed to standard error, a line each.",
        },
    ];
}
