using System.Text;
using Microsoft.AspNetCore.Http;

namespace Likewise.Server;

/// <summary>
/// <c>GET /metrics</c>: what this server and its cache have done, for Prometheus. It is of all tenants together, and so nothing
/// for a caller who belongs to one.
/// </summary>
internal sealed class MetricsEndpoint(MetricCollector collector)
{
    public const string Path = "/metrics";

    public async Task HandleAsync(HttpContext context)
    {
        if (context.Features.Get<CallerIdentity>() is { Tenant.Length: > 0 })
            throw new HttpFault(403, "Metrics are of all tenants: this needs a key of none.", "tenant_key");

        var isOpenMetrics = context.Request.Headers.Accept.ToString()
            .Contains("application/openmetrics-text", StringComparison.OrdinalIgnoreCase);
        var body = Encoding.UTF8.GetBytes(PrometheusText.Write(collector.Collect(), isOpenMetrics));
        context.Response.ContentType = isOpenMetrics ? PrometheusText.OpenMetricsContentType : PrometheusText.ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
