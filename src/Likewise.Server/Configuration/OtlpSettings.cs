namespace Likewise.Server;

/// <summary>
/// Where metrics and traces are sent by OpenTelemetry's protocol. What is not set here is as OpenTelemetry's own variables say
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin), one of which is enough to begin sending.
/// </summary>
public sealed class OtlpSettings
{
    /// <summary>The collector's address: <c>http://host:4317</c> for gRPC, <c>http://host:4318</c> for HTTP.</summary>
    /// <value>Default: null, nowhere unless a variable says where.</value>
    public string? Endpoint { get; set; }

    /// <summary>How it is spoken to.</summary>
    /// <value>Default: null, as the variable says, or else gRPC.</value>
    public OtlpProtocol? Protocol { get; set; }

    /// <summary>What is sent with each request, for authentication: <c>name=value</c> pairs with commas between them.</summary>
    /// <value>Default: null, as the variable says.</value>
    public string? Headers { get; set; }

    /// <summary>What the server is called there.</summary>
    /// <value>Default: null, as <c>OTEL_SERVICE_NAME</c> says, or else <c>likewise</c>.</value>
    public string? ServiceName { get; set; }

    /// <summary>How often metrics are sent or printed.</summary>
    /// <value>1 second to 1 hour; default 1 minute.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The share of the requests that are traced, where the caller's own trace does not say.</summary>
    /// <value>0 to 1; default 1.</value>
    public double TraceShare { get; set; } = 1;

    /// <summary>Whether metrics and spans are printed to standard error, a line each.</summary>
    /// <value>Default: false.</value>
    public bool Console { get; set; }
}
