using Likewise;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a cache among an application's services.</summary>
public static class SemanticCacheServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="SemanticCache"/> as a singleton, built of what is registered: an <see cref="IEmbedder"/>, an
    /// <see cref="IEntryStore"/>, an <see cref="ILoggerFactory"/>, a <see cref="TimeProvider"/>, and whatever configures
    /// <see cref="SemanticCacheOptions"/>. What is absent has the builder's default.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="build">Says the rest, and has the last word; null for nothing.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// The cache is built, and its store read, when it is asked for first, which waits for that. What is registered belongs to
    /// the container, which disposes it after the cache; what <paramref name="build"/> makes is its maker's. A container is
    /// disposed of by <c>DisposeAsync</c>.
    /// </remarks>
    public static IServiceCollection AddSemanticCache(
        this IServiceCollection services, Action<IServiceProvider, SemanticCacheBuilder>? build = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton(provider =>
        {
            var builder = BuilderOf(provider);
            build?.Invoke(provider, builder);

            // Factories of containers are synchronous. Nothing here comes back to the thread that waits.
            return Task.Run(async () => await builder.BuildAsync().ConfigureAwait(false)).GetAwaiter().GetResult();
        });
    }

    /// <inheritdoc cref="AddSemanticCache(IServiceCollection, Action{IServiceProvider, SemanticCacheBuilder}?)"/>
    public static IServiceCollection AddSemanticCache(this IServiceCollection services, Action<SemanticCacheBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return services.AddSemanticCache((_, builder) => build(builder));
    }

    private static SemanticCacheBuilder BuilderOf(IServiceProvider provider)
    {
        var builder = new SemanticCacheBuilder().Configure(options =>
        {
            foreach (var configure in provider.GetServices<IConfigureOptions<SemanticCacheOptions>>())
                configure.Configure(options);
            foreach (var configure in provider.GetServices<IPostConfigureOptions<SemanticCacheOptions>>())
                configure.PostConfigure(Options.Options.DefaultName, options);
        });
        if (provider.GetService<IEmbedder>() is { } embedder)
            builder.UseEmbedder(embedder);
        if (provider.GetService<IEntryStore>() is { } store)
            builder.UseStore(store);
        if (provider.GetService<ILoggerFactory>() is { } loggers)
            builder.UseLogging(loggers);
        if (provider.GetService<TimeProvider>() is { } time)
            builder.UseTimeProvider(time);
        return builder;
    }
}
