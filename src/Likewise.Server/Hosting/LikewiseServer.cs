using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Likewise.Server;

/// <summary>The cache's endpoints on a web server that reads no configuration but <see cref="LikewiseSettings"/>.</summary>
public static class LikewiseServer
{
    /// <summary>This version, as <c>/health</c> says it.</summary>
    public static string Version { get; } = typeof(LikewiseServer).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>Who may ask a server of these settings, in a sentence for people.</summary>
    /// <param name="server">The server.</param>
    public static string DescribeAccess(WebApplication server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return ListenRule.Describe(
            server.Services.GetRequiredService<LikewiseSettings>(), server.Services.GetRequiredService<KeyRing>());
    }

    /// <summary>Builds a server that is not yet started.</summary>
    /// <param name="settings">How it listens, and what is behind it.</param>
    /// <param name="host">The cache. It belongs to the caller and must outlive the server.</param>
    /// <param name="log">Where lines go; belongs to the caller. Null: nowhere.</param>
    /// <param name="time">Null: the system's.</param>
    /// <exception cref="SettingsException">
    /// The keys file cannot be used, or other machines could reach a server that asks nobody for a key.
    /// </exception>
    /// <returns>The server. Its <c>RunAsync</c> ends at Ctrl+C or SIGTERM, after the requests under way.</returns>
    public static WebApplication Build(
        LikewiseSettings settings, CacheHost host, ILoggerFactory? log = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(host);

        var clock = time ?? TimeProvider.System;
        var keys = new KeyRing(settings.Access, clock, (log ?? NullLoggerFactory.Instance).CreateLogger<KeyRing>());
        ListenRule.Check(settings, keys);

        // Empty: appsettings.json and ASPNETCORE_ variables would be a second configuration that nobody checks.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "likewise" });
        builder.WebHost.UseKestrelCore().UseUrls(settings.Server.Url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.Server.BodyBytesMax;
        });
        var services = builder.Services;
        services.AddRoutingCore();
        services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        if (log is not null)
            services.AddSingleton(log);
        services.AddSingleton(clock);
        services.AddSingleton(settings);
        services.AddSingleton(host);
        services.AddSingleton(host.Cache);
        services.AddSingleton(keys);
        services.AddSingleton(new CallerLimits(settings.Access));
        services.AddSingleton<AccessGate>();
        services.AddSingleton<Upstreams>();
        services.AddSingleton<CachedUpstream>();
        services.AddSingleton<Dialects>();
        services.AddSingleton<ServedResponses>();
        services.AddSingleton<ServedResponsesEndpoint>();
        services.AddSingleton<FaultHandler>();
        services.AddSingleton<PassThroughEndpoint>();
        services.AddSingleton<EmbeddingsEndpoint>();
        services.AddSingleton<PromptEndpoint>();
        services.AddSingleton<HealthEndpoint>();
        services.AddCacheApi();
        services.AddCompatibility();

        var server = builder.Build();
        server.Use(next => context => context.RequestServices.GetRequiredService<FaultHandler>().HandleAsync(context, next));
        server.Use(next => context => context.RequestServices.GetRequiredService<AccessGate>().HandleAsync(context, next));
        server.MapAnswers();
        server.MapPost(EmbeddingsEndpoint.Path, server.Services.GetRequiredService<EmbeddingsEndpoint>().HandleAsync);
        server.Map(PassThroughEndpoint.Path, server.Services.GetRequiredService<PassThroughEndpoint>().HandleAsync);
        server.MapPost(PromptEndpoint.Path, server.Services.GetRequiredService<PromptEndpoint>().HandleAsync);
        server.MapCacheApi();
        server.MapCompatibility();
        server.MapGet(HealthEndpoint.Path, server.Services.GetRequiredService<HealthEndpoint>().HandleAsync)
            .AllowAnonymous();
        return server;
    }
}
