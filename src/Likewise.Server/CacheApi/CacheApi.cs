using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Likewise.Server;

/// <summary>The cache itself over HTTP, under <c>/v1/cache</c>: looked up, filled, looked over and emptied.</summary>
internal static class CacheApi
{
    public const string Base = "/v1/cache";

    public static IServiceCollection AddCacheApi(this IServiceCollection services) => services
        .AddSingleton<CacheRequests>()
        .AddSingleton<Asker>()
        .AddSingleton<LookupEndpoint>()
        .AddSingleton<StoreEndpoint>()
        .AddSingleton<EntriesEndpoint>()
        .AddSingleton<InvalidateEndpoint>()
        .AddSingleton<BatchEndpoint>()
        .AddSingleton<FeedbackEndpoint>()
        .AddSingleton<ExplainEndpoint>()
        .AddSingleton<ExportEndpoint>()
        .AddSingleton<ImportEndpoint>()
        .AddSingleton<BackupEndpoint>()
        .AddSingleton<LimitsEndpoint>()
        .AddSingleton<NamespacesEndpoint>()
        .AddSingleton<PromptBodies>()
        .AddSingleton<AheadModel>()
        .AddSingleton<WarmJobs>()
        .AddHostedService(provider => provider.GetRequiredService<WarmJobs>())
        .AddSingleton<WarmEndpoint>()
        .AddSingleton<PopularRefresh>()
        .AddHostedService(provider => provider.GetRequiredService<PopularRefresh>())
        .AddSingleton<PopularEndpoint>()
        .AddSingleton<StatsEndpoint>();

    public static void MapCacheApi(this IEndpointRouteBuilder server) =>
        server.MapRoutes(Routes(server.ServiceProvider), ProblemErrors.Shape, Base);

    /// <summary>Maps addresses, and answers other methods and addresses beside them in the same shape of errors.</summary>
    /// <param name="server">Receives them.</param>
    /// <param name="routes">The addresses.</param>
    /// <param name="errors">How their errors look.</param>
    /// <param name="below">Whatever is below this and is not among them is not found; null where nothing is.</param>
    public static void MapRoutes(
        this IEndpointRouteBuilder server, IEnumerable<CacheRoute> routes, ErrorShape errors, string? below)
    {
        foreach (var address in routes.GroupBy(route => route.Pattern))
        {
            foreach (var route in address)
                server.MapMethods(route.Pattern, [route.Method], route.Handle).WithMetadata(errors).RequiresRole(route.Role);

            // Without it another method of this address would be an address to pass on to the upstream.
            var allowed = string.Join(", ", address.Select(route => route.Method).Order(StringComparer.Ordinal));
            server.Map(address.Key, context => RefuseMethod(context, allowed)).WithMetadata(errors);
        }

        if (below is not null)
            server.Map($"{below}/{{**rest}}", NotFound).WithMetadata(errors);
    }

    private static IEnumerable<CacheRoute> Routes(IServiceProvider services)
    {
        var entries = services.GetRequiredService<EntriesEndpoint>();
        var batch = services.GetRequiredService<BatchEndpoint>();
        var invalidate = services.GetRequiredService<InvalidateEndpoint>();
        var warm = services.GetRequiredService<WarmEndpoint>();
        var limits = services.GetRequiredService<LimitsEndpoint>();
        return
        [
            new("POST", $"{Base}/lookup", AccessRole.Use, services.GetRequiredService<LookupEndpoint>().HandleAsync),
            new("POST", $"{Base}/store", AccessRole.Use, services.GetRequiredService<StoreEndpoint>().HandleAsync),
            new("POST", $"{Base}/lookup/batch", AccessRole.Use, batch.LookupAsync),
            new("POST", $"{Base}/store/batch", AccessRole.Use, batch.StoreAsync),
            new("POST", $"{Base}/remove/batch", AccessRole.Manage, batch.RemoveAsync),
            new("POST", $"{Base}/feedback", AccessRole.Use, services.GetRequiredService<FeedbackEndpoint>().HandleAsync),
            new("POST", $"{Base}/explain", AccessRole.Observe, services.GetRequiredService<ExplainEndpoint>().HandleAsync),
            new("GET", $"{Base}/entries", AccessRole.Observe, entries.ListAsync),
            new("GET", $"{Base}/entries/{{id}}", AccessRole.Observe, entries.GetAsync),
            new("DELETE", $"{Base}/entries/{{id}}", AccessRole.Manage, entries.DeleteAsync),
            new("POST", $"{Base}/invalidate", AccessRole.Manage, invalidate.HandleAsync),
            new("POST", $"{Base}/flush", AccessRole.Manage, invalidate.FlushAsync),
            new("GET", $"{Base}/export", AccessRole.Manage, services.GetRequiredService<ExportEndpoint>().HandleAsync),
            new("POST", $"{Base}/import", AccessRole.Manage, services.GetRequiredService<ImportEndpoint>().HandleAsync),
            new("POST", $"{Base}/backup", AccessRole.Manage, services.GetRequiredService<BackupEndpoint>().HandleAsync),
            new("GET", $"{Base}/limits", AccessRole.Observe, limits.GetAsync),
            new("PUT", $"{Base}/limits", AccessRole.Manage, limits.PutAsync),
            new("GET", $"{Base}/namespaces", AccessRole.Observe, services.GetRequiredService<NamespacesEndpoint>().HandleAsync),
            new("GET", $"{Base}/popular", AccessRole.Observe, services.GetRequiredService<PopularEndpoint>().HandleAsync),
            new("POST", $"{Base}/warm", AccessRole.Manage, warm.StartAsync),
            new("GET", $"{Base}/warm/{{id}}", AccessRole.Manage, warm.ShowAsync),
            new("DELETE", $"{Base}/warm/{{id}}", AccessRole.Manage, warm.StopAsync),
            new("GET", $"{Base}/stats", AccessRole.Observe, services.GetRequiredService<StatsEndpoint>().HandleAsync),
        ];
    }

    private static Task RefuseMethod(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask; // The fault handler writes the error.
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
