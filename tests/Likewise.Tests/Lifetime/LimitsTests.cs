using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lifetime;

public class LimitsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lower_limit_drives_out_at_once_what_is_too_much()
    {
        await using var store = new MemoryEntryStore();
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseStore(store));
        for (var index = 0; index < 50; index++)
            await cache.PutAsync($"topic {index}", "an answer");

        await cache.SetLimitsAsync(cache.Limits with { EntriesMax = 10 }, Token);

        Assert.Equal((10, 40L, 10), (
            cache.GetStatistics().Entries, cache.GetStatistics().Evicted, cache.GetStatistics().Vectors));
        await cache.FlushAsync(Token);
        Assert.Equal(10, (await store.MeasureAsync(Token)).Entries);
    }

    [Fact]
    public async Task A_higher_limit_lets_more_in()
    {
        await using var cache = await Caches.BuildAsync(configure: options => options.EntriesMax = 2);
        await cache.SetLimitsAsync(cache.Limits with { EntriesMax = 20 }, Token);

        for (var index = 0; index < 30; index++)
            await cache.PutAsync($"topic {index}", "an answer");

        Assert.Equal(20, cache.GetStatistics().Entries);
    }

    [Fact]
    public async Task The_limit_of_memory_holds()
    {
        await using var cache = await Caches.BuildAsync(configure: options => options.MemoryBytesMax = 20_000);
        for (var index = 0; index < 100; index++)
        {
            await cache.PutAsync($"topic {index}", "an answer");
            Assert.InRange(cache.GetStatistics().EntryBytes, 1, 20_000);
        }

        Assert.InRange(cache.GetStatistics().Entries, 5, 60);
    }

    [Fact]
    public async Task An_impossible_limit_is_refused()
    {
        await using var cache = await Caches.BuildAsync();
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await cache.SetLimitsAsync(cache.Limits with { EntriesMax = 0 }, Token));
    }

    [Fact]
    public void A_share_of_the_memory_follows_what_there_is_and_gives_way_under_pressure()
    {
        var memory = new MemoryShare.Reading(1_000, IsShort: false);
        var share = new MemoryShare(0.5, () => memory);
        Assert.Equal(500, share.BytesMax(held: 400));

        memory = new MemoryShare.Reading(600, IsShort: false);
        Assert.Equal(300, share.BytesMax(held: 400));

        memory = new MemoryShare.Reading(1_000, IsShort: true);
        Assert.Equal(380, share.BytesMax(held: 400));
    }

    [Fact]
    public void The_collector_says_how_much_memory_there_is() =>
        Assert.InRange(MemoryShare.ReadCollector().AvailableBytes, 1 << 20, long.MaxValue);
}
