using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Likewise.Server;

/// <summary>Other products' addresses, where the operator lists them (<c>server.compatibility</c>).</summary>
internal static class Compatibility
{
    public static IServiceCollection AddCompatibility(this IServiceCollection services) => services
        .AddSingleton<LangCacheSets>()
        .AddSingleton<LangCacheEndpoint>()
        .AddSingleton<GptCacheEndpoint>();

    public static void MapCompatibility(this IEndpointRouteBuilder server)
    {
        var services = server.ServiceProvider;
        foreach (var api in services.GetRequiredService<LikewiseSettings>().Server.Compatibility?.Distinct() ?? [])
        {
            if (api == CompatibleApi.LangCache)
                server.MapRoutes(
                    services.GetRequiredService<LangCacheEndpoint>().Routes, LangCacheErrors.Shape, LangCacheEndpoint.Base);
            else
                server.MapRoutes(services.GetRequiredService<GptCacheEndpoint>().Routes, GptCacheErrors.Shape, below: null);
        }
    }
}
