using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lifetime;

/// <summary>
/// Goal: a cache that starts on a store knows what it knew, and nothing that had ended or was taken away. Method: two caches, one
/// store.
/// </summary>
public sealed class RestartTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly MemoryEntryStore _store = new();

    private static TopicEmbedder Other => new() { Identity = new TopicEmbedder().Identity with { Revision = "2" } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_stored_answers_after_a_restart_with_its_past()
    {
        EntryId id;
        await using (var first = await BuildAsync())
        {
            var options = new EntryOptions { Tags = ["account"], Latency = TimeSpan.FromSeconds(2) };
            id = await first.PutAsync("reset password", "click here", options);
            await first.HitAsync("reset password");
            await first.HitAsync("reset password ~0.95");
        }

        await using var second = await BuildAsync();
        Assert.Equal(HitTier.Near, (await second.HitAsync("reset password ~0.95")).Tier);
        var hit = await second.HitAsync("reset password");
        Assert.Equal((HitTier.Exact, id), (hit.Tier, hit.Entry.Id));
        var entry = await second.ReadAsync(id, Token);
        Assert.Equal(["account"], entry!.Summary.Tags);
        Assert.Equal((TimeSpan.FromSeconds(2), 4L), (entry.Summary.Latency, entry.Activity.HitCount));
    }

    [Fact]
    public async Task Hits_counted_while_others_had_to_leave_are_written_down_too()
    {
        await using (var first = await BuildAsync(options => options.EntriesMax = 2))
        {
            await first.PutAsync("one", "1");
            await first.HitAsync("one");
            await first.PutAsync("two", "2");
            await first.PutAsync("three", "3");
            await first.HitAsync("three");
        }

        await using var second = await BuildAsync();
        var hits = second.List(EntryFilter.All).ToDictionary(entry => entry.Summary.Prompt, entry => entry.Activity.HitCount);
        Assert.Equal(new Dictionary<string, long> { ["one"] = 1, ["three"] = 1 }, hits);
    }

    [Fact]
    public async Task An_entry_in_use_is_read_though_the_store_has_not_heard_of_its_use()
    {
        await using var cache = await BuildAsync(options => options.ResidentPayloadBytesMax = 0);
        await cache.PutAsync("one", "1", new EntryOptions { SlidingWindow = TimeSpan.FromMinutes(10) });
        for (var turn = 0; turn < 3; turn++)
        {
            _time.Advance(TimeSpan.FromMinutes(9));
            await cache.HitAsync("one");
        }
    }

    [Fact]
    public async Task What_had_ended_or_was_taken_away_stays_away()
    {
        await using (var first = await BuildAsync())
        {
            await first.PutAsync("one", "1", new EntryOptions { TimeToLive = TimeSpan.FromHours(1) });
            await first.PutAsync("two", "2");
            await first.PutAsync("three", "3");
            await first.InvalidateAsync((await first.HitAsync("two")).Entry.Id, Token);
        }

        _time.Advance(TimeSpan.FromHours(1));
        await using var second = await BuildAsync();
        await second.MissAsync("one");
        await second.MissAsync("two ~0.95");
        await second.HitAsync("three");
        await second.FlushAsync(Token);
        Assert.Equal(1, (await _store.MeasureAsync(Token)).Entries);
    }

    [Fact]
    public async Task A_smaller_limit_keeps_the_most_recently_used()
    {
        await using (var first = await BuildAsync())
        {
            foreach (var topic in new[] { "one", "two", "three" })
            {
                await first.PutAsync(topic, topic);
                _time.Advance(TimeSpan.FromMinutes(1));
            }

            await first.HitAsync("one");
        }

        await using var second = await BuildAsync(options => options.EntriesMax = 2);
        await second.HitAsync("one");
        await second.HitAsync("three");
        await second.MissAsync("two");
    }

    [Fact]
    public async Task Another_embedders_entries_are_kept_named_and_never_compared()
    {
        await using (var first = await BuildAsync())
            await first.PutAsync("reset password", "click here");

        await using (var second = await BuildAsync(embedder: Other))
        {
            await second.MissAsync("reset password");
            await second.MissAsync("reset password ~0.95");
            var (identity, count) = Assert.Single(second.GetStatistics().ForeignEntries);
            Assert.Equal((new TopicEmbedder().Identity, 1L), (identity, count));
        }

        await using (var third = await BuildAsync())
            await third.HitAsync("reset password ~0.95");

        await using (var fourth = await BuildAsync(embedder: Other))
            Assert.Equal(1, (await fourth.InvalidateAsync(EntryFilter.All, Token)).Removed);
        Assert.Equal(0, (await _store.MeasureAsync(Token)).Entries);
    }

    [Fact]
    public async Task A_ticket_of_another_embedder_is_refused()
    {
        await using var cache = await BuildAsync();
        await using var other = await BuildAsync(embedder: Other);
        var miss = await other.MissAsync("reset password");

        await Assert.ThrowsAsync<ArgumentException>(() => cache.StoreAsync(miss.Ticket!, "click here", null, Token).AsTask());
    }

    [Fact]
    public async Task Start_shows_how_far_it_has_come()
    {
        await using (var first = await BuildAsync())
        {
            for (var index = 0; index < 2500; index++)
                await first.PutAsync($"topic {index}", "yes");
        }

        var seen = new List<FillProgress>();
        await using var second = await Caches.BuildAsync(
            time: _time, build: builder => builder.UseStore(_store).UseProgress(new Recorder(seen)));

        Assert.Equal([(0, 2500), (1000, 2500), (2000, 2500), (2500, 2500)], seen.Select(step => (step.Done, step.Total)));
    }

    [Fact]
    public async Task Everything_wrong_with_the_options_is_said_at_once()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => new SemanticCacheBuilder()
            .Configure(options =>
            {
                options.SimilarityMin = double.NaN;
                options.EntriesMax = 0;
                options.TimeToLive = TimeSpan.FromDays(-1);
                options.CandidatesMax = 65;
            })
            .BuildAsync(Token).AsTask());

        foreach (var named in new[] { "UseEmbedder", "SimilarityMin", "EntriesMax", "TimeToLive", "CandidatesMax" })
            Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_stored_vector_that_is_none_is_dropped_and_the_rest_starts()
    {
        Entry sound;
        await using (var first = await BuildAsync())
        {
            await first.PutAsync("reset password", "click here");
            sound = (await _store.ReadAsync((await first.HitAsync("reset password")).Entry.Id, Token))!;
        }

        var key = new ExactKey(sound.Summary.Key.Scope, Fingerprint.Read(new byte[Fingerprint.SizeInBytes]));
        await _store.WriteAsync(
            sound with { Summary = sound.Summary with { Id = EntryId.New(), Key = key }, Vector = new float[3] }, Token);

        await using var second = await BuildAsync();
        await second.HitAsync("reset password ~0.95");
        await second.FlushAsync(Token);
        Assert.Equal(1, (await _store.MeasureAsync(Token)).Entries);
    }

    private ValueTask<SemanticCache> BuildAsync(Action<SemanticCacheOptions>? configure = null, TopicEmbedder? embedder = null) =>
        Caches.BuildAsync(embedder, configure, _time, builder => builder.UseStore(_store));

    private sealed class Recorder(List<FillProgress> seen) : IProgress<FillProgress>
    {
        public void Report(FillProgress value) => seen.Add(value);
    }
}
