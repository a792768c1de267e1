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
    /// <summary>How long connections may take to close once what was under way has ended, or has had its time.</summary>
    private static readonly TimeSpan CutOff = TimeSpan.FromSeconds(2);

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
        var logger = (log ?? NullLoggerFactory.Instance).CreateLogger<AccessGate>();
        var keys = new KeyRing(settings.Access, isClosed: settings.Jwt.Keys is not null, clock, logger);
        ListenRule.Check(settings, keys);
        var tokens = settings.Jwt.Keys is null ? null : new TokenValidator(settings.Jwt, clock, logger);

        // Empty: appsettings.json and ASPNETCORE_ variables would be a second configuration that nobody checks.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "likewise" });
        builder.WebHost.UseKestrelCore().UseUrls(settings.Server.Url)
            .ConfigureKestrel(kestrel => ClientLimits.Apply(kestrel, settings.Server));
        var services = builder.Services;
        services.AddRoutingCore();
        services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        if (log is not null)
            services.AddSingleton(log);
        services.AddSingleton(clock);
        services.AddSingleton(settings);
        services.AddSingleton(host);
        services.AddSingleton(host.Cache);
        services.Configure<HostOptions>(options =>
            options.ShutdownTimeout = settings.Server.DrainDelay + settings.Server.DrainTimeout + CutOff);
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddSingleton<RequestPlaces>();
        services.AddSingleton<RequestTrace>();
        services.AddSingleton(keys);
        services.AddSingleton(_ => new CallerLimits(settings.Access));
        services.AddSingleton(provider =>
            new AccessGate(keys, tokens, provider.GetRequiredService<CallerLimits>(), settings));
        services.AddSingleton<Upstreams>();
        services.AddSingleton<CachedUpstream>();
        services.AddSingleton<Dialects>();
        services.AddSingleton<ServedResponses>();
        services.AddSingleton<ServedResponsesEndpoint>();
        services.AddSingleton<FaultHandler>();
        services.AddSingleton<PassThroughEndpoint>();
        services.AddSingleton<CachedEmbeddings>().AddSingleton<EmbeddingsEndpoint>();
        services.AddSingleton<PromptEndpoint>();
        services.AddSingleton<HealthEndpoint>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<ReadinessEndpoints>();
        services.AddCacheApi().AddCompatibility().AddPage().AddMetricsOfServer();

        var server = builder.Build();
        UseSteps(server);
        server.MapAnswers();
        server.MapPost(EmbeddingsEndpoint.Path, server.Services.GetRequiredService<EmbeddingsEndpoint>().HandleAsync);
        server.Map(PassThroughEndpoint.Path, server.Services.GetRequiredService<PassThroughEndpoint>().HandleAsync);
        server.MapPost(PromptEndpoint.Path, server.Services.GetRequiredService<PromptEndpoint>().HandleAsync);
        server.MapCacheApi();
        server.MapCompatibility();
        server.MapDocuments();
        server.MapPage();
        server.MapMetrics();
        MapHealth(server);
        return server;
    }

    /// <summary>What every request passes, in this order.</summary>
    private static void UseSteps(WebApplication server)
    {
        var (trace, drain, faults) = (
            server.Services.GetRequiredService<RequestTrace>(), server.Services.GetRequiredService<Drain>(),
            server.Services.GetRequiredService<FaultHandler>());
        var (places, gate) = (
            server.Services.GetRequiredService<RequestPlaces>(), server.Services.GetRequiredService<AccessGate>());
        server.Use(next => context => trace.HandleAsync(context, next));
        server.Use(next => context => drain.HandleAsync(context, next));
        server.Use(next => context => faults.HandleAsync(context, next));
        server.Use(next => context => places.HandleAsync(context, next));
        server.Use(next => context => gate.HandleAsync(context, next));
    }

    private static void MapHealth(WebApplication server)
    {
        var ready = server.Services.GetRequiredService<ReadinessEndpoints>();
        server.MapGet(HealthEndpoint.Path, server.Services.GetRequiredService<HealthEndpoint>().HandleAsync).AllowAnonymous();
        server.MapGet(ReadinessEndpoints.LivePath, ReadinessEndpoints.LiveAsync).AllowAnonymous();
        server.MapGet(ReadinessEndpoints.ReadyPath, ready.ReadyAsync).AllowAnonymous();
    }
}
