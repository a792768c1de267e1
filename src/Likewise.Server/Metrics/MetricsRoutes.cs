using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Likewise.Server;

/// <summary>What is measured, and the address that shows it.</summary>
internal static class MetricsRoutes
{
    public static IServiceCollection AddMetricsOfServer(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<ServerMetrics>()
        .AddSingleton<Ledger>()
        .AddSingleton<MetricCollector>()
        .AddSingleton<MetricsEndpoint>();

    public static void MapMetrics(this IEndpointRouteBuilder server)
    {
        var services = server.ServiceProvider;
        _ = services.GetRequiredService<Ledger>(); // Prices that cannot be used are said at the start.
        var settings = services.GetRequiredService<LikewiseSettings>().Metrics;
        if (!settings.Enabled)
            return;

        // Now: what happens before the first reader asks is to be counted too.
        var endpoint = services.GetRequiredService<MetricsEndpoint>();
        if (settings.Open)
            server.MapGet(MetricsEndpoint.Path, endpoint.HandleAsync).AllowAnonymous();
        else
            server.MapRoutes(
                [new("GET", MetricsEndpoint.Path, AccessRole.Observe, endpoint.HandleAsync)], ProblemErrors.Shape, null);
    }
}
