using Likewise.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Likewise.Tests.Hosting;

public sealed class ServiceCollectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cache_is_made_once_of_what_is_registered()
    {
        var (time, store) = (new ManualTime(), new MemoryEntryStore());
        await using var services = new ServiceCollection()
            .AddSingleton<IEmbedder>(new TopicEmbedder()).AddSingleton<IEntryStore>(store).AddSingleton<TimeProvider>(time)
            .Configure<SemanticCacheOptions>(options => options.TimeToLive = TimeSpan.FromMinutes(1))
            .AddSemanticCache()
            .BuildServiceProvider();
        var cache = services.GetRequiredService<SemanticCache>();
        var stored = await cache.StoreAsync("What is the weather?", "Fine.", cancellationToken: Token);

        Assert.Same(cache, services.GetRequiredService<SemanticCache>());
        Assert.NotNull(await store.ReadAsync(stored.Id!.Value, Token));
        Assert.IsType<LookupHit>(await cache.LookupAsync("What is the weather?", Token));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<LookupMiss>(await cache.LookupAsync("What is the weather?", Token));
    }

    [Fact]
    public async Task What_the_callback_says_counts_more_than_what_is_registered()
    {
        var asked = new TopicEmbedder();
        await using var services = new ServiceCollection()
            .AddSingleton<IEmbedder>(new TopicEmbedder())
            .Configure<SemanticCacheOptions>(options => options.EntriesMax = 7)
            .AddSemanticCache(builder => builder.UseEmbedder(asked).Configure(options =>
            {
                Assert.Equal(7, options.EntriesMax);
                options.EntriesMax = 1;
            }))
            .BuildServiceProvider();
        var cache = services.GetRequiredService<SemanticCache>();
        await cache.StoreAsync("One?", "1", cancellationToken: Token);
        await cache.StoreAsync("Two?", "2", cancellationToken: Token);

        Assert.Equal(1, cache.GetStatistics().Entries);
        Assert.NotEqual(0, asked.Calls);
    }

    [Fact]
    public void What_is_missing_is_said_when_the_cache_is_asked_for()
    {
        using var services = new ServiceCollection().AddSemanticCache().BuildServiceProvider();

        var fault = Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<SemanticCache>());
        Assert.Contains("UseEmbedder", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_container_closes_the_cache_before_what_it_is_made_of()
    {
        var services = new ServiceCollection()
            .AddSingleton<IEmbedder, TopicEmbedder>().AddSingleton<IEntryStore, MemoryEntryStore>().AddSemanticCache()
            .BuildServiceProvider();
        var cache = services.GetRequiredService<SemanticCache>();
        await cache.StoreAsync("One?", "1", cancellationToken: Token);
        await cache.LookupAsync("One?", Token);

        await services.DisposeAsync(); // Would fail where the hit could not be written down any more.
        await cache.DisposeAsync();
    }
}
