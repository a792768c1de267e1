using Likewise.Server;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Server.Page;

/// <summary>The record has a limit in every direction.</summary>
public sealed class LookupLogTests
{
    private readonly ManualTime _time = new();
    private readonly LikewiseSettings _settings = new();

    [Fact]
    public async Task The_tenant_that_was_quiet_for_longest_makes_room()
    {
        await using var cache = await Caches.BuildAsync();
        var log = new LookupLog(_settings, cache, _time);
        for (var tenant = 0; tenant < 64; tenant++)
            Ask(log, $"t{tenant}");
        Ask(log, "t0");
        Ask(log, "one more");

        Assert.Equal((2, 0, 1), (Count(log, "t0"), Count(log, "t1"), Count(log, "one more")));
        Assert.Equal(1, Count(log, "t63"));
    }

    [Fact]
    public async Task Lookups_of_many_at_once_are_all_counted_and_numbered_once()
    {
        await using var cache = await Caches.BuildAsync();
        const int Callers = 4, Each = 2000;
        var log = new LookupLog(_settings, cache, _time);
        Parallel.For(0, Callers, new() { MaxDegreeOfParallelism = Callers }, _ =>
        {
            for (var at = 0; at < Each; at++)
                log.Add("test", Asked("t"), null, log.Now);
        });

        var recent = log.Recent("t", 0, int.MaxValue);
        Assert.Equal(Enumerable.Range((Callers * Each) - 499, 500), recent.Select(lookup => (int)lookup.Number));
        Assert.Equal(Callers * Each, log.History("t", 1)[^1].Misses);
    }

    [Fact]
    public async Task Intervals_are_ten_seconds_counted_from_the_start()
    {
        await using var cache = await Caches.BuildAsync();
        var log = new LookupLog(_settings, cache, _time);
        var start = _time.GetUtcNow();
        Ask(log, "t");
        _time.Advance(TimeSpan.FromSeconds(24));
        Ask(log, "t");

        var points = log.History("t", 1);
        Assert.Equal((1, 0, 1), (points[^1].Misses, points[^2].Misses, points[^3].Misses));
        Assert.Equal(start.AddSeconds(25), log.MomentOf(log.Recent("t", 0, 1)[0].StartedAt));
    }

    [Fact]
    public void A_beginning_ends_between_characters()
    {
        var cut = LookupRecord.Begin(new string('x', 299) + "😀 and more");

        Assert.Equal(new string('x', 299) + "…", cut);
        Assert.Equal("short", LookupRecord.Begin("short"));
    }

    /// <summary>A second passes with each lookup.</summary>
    private void Ask(LookupLog log, string tenant)
    {
        log.Add("test", Asked(tenant), null, log.Now);
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    private static PromptRequest Asked(string tenant) =>
        new() { Messages = [PromptMessage.User("one")], Model = "m", Tenant = tenant };

    private static int Count(LookupLog log, string tenant) => log.Recent(tenant, 0, 100).Length;
}
