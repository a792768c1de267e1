using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Likewise.Server;

/// <summary>The page at <c>/</c>, and what it reads beside the rest of the cache's API.</summary>
internal static class PageRoutes
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    public static IServiceCollection AddPage(this IServiceCollection services) => services
        .AddSingleton<LookupLog>()
        .AddSingleton<WatchEndpoint>()
        .AddSingleton<LiveEndpoint>()
        .AddSingleton<PageFiles>();

    public static void MapPage(this IEndpointRouteBuilder server)
    {
        var services = server.ServiceProvider;
        if (!services.GetRequiredService<LikewiseSettings>().Page.Enabled)
            return;

        var files = services.GetRequiredService<PageFiles>();
        server.MapMethods(PageFiles.PagePath, Reading, files.PageAsync).AllowAnonymous();
        server.MapMethods(PageFiles.FilePath, Reading, files.FileAsync).AllowAnonymous();

        var watch = services.GetRequiredService<WatchEndpoint>();
        var live = services.GetRequiredService<LiveEndpoint>();
        server.MapRoutes(
        [
            new("GET", WatchEndpoint.RecentPath, AccessRole.Observe, watch.RecentAsync),
            new("GET", WatchEndpoint.HistoryPath, AccessRole.Observe, watch.HistoryAsync),
            new("GET", WatchEndpoint.TopPath, AccessRole.Observe, watch.TopAsync),
            new("GET", LiveEndpoint.Path, AccessRole.Observe, live.HandleAsync),
        ],
        ProblemErrors.Shape, null);
    }
}
