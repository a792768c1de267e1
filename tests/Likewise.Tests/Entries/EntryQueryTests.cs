using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Entries;

public sealed class EntryQueryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_of_any_size_together_show_every_entry_once_in_one_order()
    {
        var time = new ManualTime();
        await using var cache = await Caches.BuildAsync(time: time);
        for (var number = 0; number < 23; number++)
        {
            await cache.PutAsync($"Question {number}", "Answer.");
            if (number % 3 == 0)
                time.Advance(TimeSpan.FromSeconds(1)); // So that some were stored at one moment, and only ids tell them apart.
        }

        var whole = cache.List(new EntryQuery { Limit = 1_000 });
        Assert.Equal((23, null), (whole.Total, whole.Next));
        Assert.Equal(whole.Entries.OrderBy(entry => EntryCursor.Of(entry.Summary)), whole.Entries);
        foreach (var limit in (int[])[1, 2, 5, 22, 23, 24])
        {
            var seen = new List<CacheEntryInfo>();
            EntryCursor? after = null;
            do
            {
                var page = cache.List(new EntryQuery { Limit = limit, After = after });
                Assert.True(page.Entries.Count is > 0 && page.Entries.Count <= limit);
                seen.AddRange(page.Entries);
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(whole.Entries, seen);
        }
    }

    [Fact]
    public async Task What_has_ended_is_shown_where_it_is_asked_for()
    {
        var time = new ManualTime();
        await using var cache = await Caches.BuildAsync(
            time: time, configure: options => options.MaintenanceInterval = TimeSpan.FromHours(12));
        await cache.PutAsync("short", "a", new EntryOptions { TimeToLive = TimeSpan.FromMinutes(1) });
        await cache.PutAsync("long", "b");
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("long", Prompts(EntryState.Live));
        Assert.Equal("short", Prompts(EntryState.Ended));
        Assert.Equal(2, cache.List(new EntryQuery { State = EntryState.Any }).Total);

        string Prompts(EntryState state) =>
            string.Join(',', cache.List(new EntryQuery { State = state }).Entries.Select(entry => entry.Summary.Prompt));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task A_page_of_an_impossible_size_is_refused(int limit)
    {
        await using var cache = await Caches.BuildAsync();
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.List(new EntryQuery { Limit = limit }));
    }

    [Fact]
    public void A_cursor_is_read_back_from_its_text_and_nothing_else_is()
    {
        var cursor = new EntryCursor(new DateTimeOffset(2026, 3, 1, 1, 2, 3, TimeSpan.Zero).AddTicks(4), EntryId.New());

        Assert.True(EntryCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal(cursor, read);
        string?[] others = [null, "", "a", cursor + "a", cursor.ToString()[1..], new string('!', 32), new string('_', 32)];
        foreach (var text in others)
            Assert.False(EntryCursor.TryParse(text, out _), text);
    }

    [Fact]
    public async Task Tenants_are_counted_apart_and_together()
    {
        await using var cache = await Caches.BuildAsync();
        var ann = PromptRequest.FromText("Who?") with { Tenant = "ann" };
        await cache.PutAsync(ann, RecordedResponse.FromText("She.", new TokenUsage(1, 2)).Text);
        await cache.HitAsync(ann);
        await cache.MissAsync(ann with { Tenant = "bob" });
        await cache.MissAsync(PromptRequest.FromText("Who?"));

        var (hers, his, nobodys) = (cache.GetStatistics("ann"), cache.GetStatistics("bob"), cache.GetStatistics(""));
        Assert.Equal((1, 1L, 0L, 1L), (hers.Entries, hers.Hits.Values.Sum(), hers.Misses.Values.Sum(), hers.Stored));
        Assert.Equal((0, 0L, 1L), (his.Entries, his.Hits.Values.Sum(), his.Misses.Values.Sum()));
        Assert.Equal((0, 1L), (nobodys.Entries, nobodys.Misses.Values.Sum()));
        Assert.Equal((1L, 2L), (cache.GetStatistics().HitCount, cache.GetStatistics().MissCount));
        Assert.Equal(0, cache.GetStatistics("never seen").Entries);
        await cache.FlushAsync(Token);
    }

    [Fact]
    public async Task A_filter_by_words_means_them_however_they_were_typed()
    {
        await using var cache = await Caches.BuildAsync();
        await cache.PutAsync("caf\u00e9", "a");
        await cache.PutAsync("tea", "b");

        Assert.Equal("caf\u00e9", Assert.Single(cache.List(new EntryFilter { Prompt = "  cafe\u0301 " })).Summary.Prompt);
        Assert.Equal("tea", Assert.Single(cache.List(new EntryFilter { PromptContains = "EA" })).Summary.Prompt);
        Assert.Throws<ArgumentException>(() => new EntryFilter { Prompt = "\ud800" });
    }
}
