using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Keeping;

/// <summary>
/// Goal: the embedder is changed and the cache stays warm. Method: two caches, one store; the second has another embedder, and
/// sometimes the first one's beside it.
/// </summary>
public sealed class MigrationTests : IAsyncDisposable
{
    private const int Entries = 40;

    private readonly ManualTime _time = new();
    private readonly MemoryEntryStore _store = new();
    private readonly TopicEmbedder _old = new();
    private readonly TopicEmbedder _new = new() { Identity = new TopicEmbedder().Identity with { Revision = "2" } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Entries_of_another_embedder_answer_again_under_their_ids_once_they_have_moved()
    {
        var ids = await FillAsync();
        await using var cache = await BuildAsync();
        await cache.MissAsync("topic 3");

        var moved = await cache.MigrateAsync(cancellationToken: Token);

        Assert.Equal((Entries, Entries, 0L, 0L), (moved.Total, moved.Moved, moved.Left, moved.Failed));
        Assert.Equal((HitTier.Exact, ids[3]), TierAndId(await cache.HitAsync("topic 3")));
        Assert.Equal((HitTier.Near, ids[3]), TierAndId(await cache.HitAsync("topic 3 ~0.95")));
        Assert.Equal("answer 3", (await cache.HitAsync("topic 3")).Response.Text);
        Assert.Equal(1 + 3, (await cache.ReadAsync(ids[3], Token))!.Activity.HitCount);
        await AssertStoreAsync(Entries);
    }

    [Fact]
    public async Task What_has_not_moved_yet_answers_through_the_embedder_that_is_being_left()
    {
        var ids = await FillAsync();
        await using var cache = await BuildAsync(old: _old);

        Assert.Equal((HitTier.Exact, ids[5]), TierAndId(await cache.HitAsync("topic 5")));
        Assert.Equal((HitTier.Near, ids[6]), TierAndId(await cache.HitAsync("topic 6 ~0.95")));
        var batch = await cache.LookupBatchAsync(["topic 7", "topic 8 ~0.95", "nothing like it"], Token);
        Assert.Equal([true, true, false], batch.Select(item => item.Result is LookupHit));
        await cache.MissAsync("nothing of the kind");
    }

    [Fact]
    public async Task When_all_has_moved_the_embedder_that_was_left_is_asked_no_more()
    {
        await FillAsync();
        await using var cache = await BuildAsync(old: _old);
        await cache.HitAsync("topic 6 ~0.95");
        var before = _old.Calls;

        await cache.MigrateAsync(cancellationToken: Token);

        await cache.HitAsync("topic 6 ~0.96");
        await cache.MissAsync("something new");
        Assert.Equal(before, _old.Calls);
        Assert.Equal(Entries, cache.GetStatistics().Vectors);
    }

    [Fact]
    public async Task An_embedder_that_is_left_and_fails_costs_what_only_it_would_have_found()
    {
        await FillAsync();
        _old.Instead = (_, _) => throw new InvalidOperationException("gone");
        await using var cache = await BuildAsync(old: _old);

        await cache.MissAsync("topic 6 ~0.95");
        await cache.HitAsync("topic 6"); // By its words.
    }

    [Fact]
    public async Task Vectors_of_two_embedders_are_never_compared()
    {
        await FillAsync();
        _new.Instead = (vectors, _) =>
        {
            vectors.Span.Clear();
            for (var row = 0; row < vectors.Length; row += TopicEmbedder.Dimension)
                vectors.Span[row] = 1; // Everything is alike to everything.
            return Task.CompletedTask;
        };
        await using var cache = await BuildAsync(old: _old);

        await cache.MissAsync("nothing of the kind");
        await cache.PutAsync("of the new one", "new");
        Assert.Equal("new", (await cache.HitAsync("nothing of the kind")).Response.Text);
        Assert.Equal("answer 4", (await cache.HitAsync("topic 4")).Response.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_removed_while_it_moves_stays_removed(bool hasOld)
    {
        var victim = (await FillAsync())[10];
        await using var cache = await BuildAsync(hasOld ? _old : null);
        var removed = 0;
        _new.Instead = async (vectors, token) =>
        {
            _new.Instead = null; // Once: it has been read and is not yet written.
            removed = (await cache.InvalidateAsync(victim, Token)).Removed;
            for (var row = 0; row < vectors.Length; row += TopicEmbedder.Dimension)
                vectors.Span[row] = 1;
        };
        var moved = await cache.MigrateAsync(cancellationToken: Token);

        Assert.Equal((1, Entries - 1L, 0L), (removed, moved.Moved, moved.Left));
        Assert.Null(await _store.ReadAsync(victim, Token));
        Assert.Null(cache.Find(victim));
        await AssertStoreAsync(Entries - 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_stored_anew_keeps_its_place(bool hasOld)
    {
        await FillAsync();
        await using var cache = await BuildAsync(hasOld ? _old : null);
        var id = await cache.PutAsync("topic 3", "a newer answer");

        var moved = await cache.MigrateAsync(cancellationToken: Token);
        await cache.FlushAsync(Token);

        Assert.Equal((Entries - 1, 1L), (moved.Moved, moved.Dropped));
        var hit = await cache.HitAsync("topic 3");
        Assert.Equal(("a newer answer", id), (hit.Response.Text, hit.Entry.Id));
        await AssertStoreAsync(Entries);
    }

    [Fact]
    public async Task What_fails_is_said_and_moves_the_next_time()
    {
        await FillAsync();
        await using var cache = await BuildAsync();
        _new.Instead = (_, _) => throw new InvalidOperationException("not now");

        var failed = await cache.MigrateAsync(cancellationToken: Token);
        Assert.Equal((Entries, 0L, Entries), (failed.Total, failed.Moved, failed.Left));
        _new.Instead = null;

        Assert.Equal(0, (await cache.MigrateAsync(cancellationToken: Token)).Left);
        await cache.HitAsync("topic 3");
        await AssertStoreAsync(Entries);
    }

    [Fact]
    public async Task A_migration_that_was_stopped_goes_on_where_it_was_after_a_restart()
    {
        await FillAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var first = await BuildAsync(old: _old);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await first.MigrateAsync(new Callback(progress => { if (progress.Done >= 16) stop.Cancel(); }), stop.Token));
        for (var topic = 0; topic < Entries; topic++)
            await first.HitAsync($"topic {topic} ~0.95"); // Half of them in the one space, half in the other.
        await first.DisposeAsync();

        await using var second = await BuildAsync();
        var rest = await second.MigrateAsync(cancellationToken: Token);
        Assert.InRange(rest.Total, 1, Entries - 16);
        Assert.Equal(0, rest.Left);
        for (var topic = 0; topic < Entries; topic++)
            await second.HitAsync($"topic {topic} ~0.95");
    }

    [Fact]
    public async Task In_the_background_all_moves_while_the_cache_serves()
    {
        await FillAsync();
        await using var cache = await BuildAsync(_old, options => options.MigratesInBackground = true);
        for (var topic = 0; cache.GetStatistics().Migration is { Moved: < Entries }; topic = (topic + 1) % Entries)
            await cache.HitAsync($"topic {topic} ~0.95");

        Assert.Equal(Entries, cache.GetStatistics().Migration.Moved);
    }

    [Fact]
    public async Task What_moves_while_it_is_looked_for_is_found()
    {
        var ids = await FillAsync();
        await using var cache = await BuildAsync(_old);
        _old.Instead = async (vector, token) =>
        {
            _old.Instead = null;
            await cache.MigrateAsync(cancellationToken: token); // It was not in the new place yet, and leaves the old one now.
            vector.Span[0] = 1;
        };

        Assert.Equal((HitTier.Near, ids[6]), TierAndId(await cache.HitAsync("topic 6 ~0.95")));
    }

    [Fact]
    public async Task What_is_found_by_its_words_alone_moves_without_being_embedded()
    {
        var request = PromptRequest.FromText("roll a die") with { Temperature = 1.8 };
        await using (var first = await Caches.BuildAsync(_old, time: _time, build: builder => builder.UseStore(_store)))
            await first.PutAsync(request, "4");

        await using var cache = await BuildAsync();
        await cache.MigrateAsync(cancellationToken: Token);

        Assert.Equal(0, _new.Calls);
        Assert.Equal("4", (await cache.HitAsync(request)).Response.Text);
    }

    [Fact]
    public async Task What_has_ended_does_not_move()
    {
        await FillAsync();
        _time.Advance(TimeSpan.FromDays(365));
        await using var cache = await BuildAsync();

        var moved = await cache.MigrateAsync(cancellationToken: Token);

        Assert.Equal((0, 0L), (moved.Moved, moved.Left));
    }

    [Fact]
    public async Task A_store_that_cannot_says_so()
    {
        await using var store = new FaultyStore(new MemoryEntryStore());
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseStore(store));

        await Assert.ThrowsAsync<NotSupportedException>(async () => await cache.MigrateAsync(cancellationToken: Token));
    }

    private async Task<EntryId[]> FillAsync()
    {
        await using var cache = await Caches.BuildAsync(_old, time: _time, build: builder => builder.UseStore(_store));
        List<EntryId> ids = [];
        for (var topic = 0; topic < Entries; topic++)
            ids.Add(await cache.PutAsync($"topic {topic}", $"answer {topic}"));
        await cache.HitAsync("topic 3");
        return [.. ids];
    }

    private ValueTask<SemanticCache> BuildAsync(TopicEmbedder? old = null, Action<SemanticCacheOptions>? configure = null) =>
        Caches.BuildAsync(_new, configure, _time, builder =>
        {
            builder.UseStore(_store);
            if (old is not null)
                builder.MigrateFrom(old);
        });

    private async Task AssertStoreAsync(int entries)
    {
        Assert.Equal(entries, (await _store.MeasureAsync(Token)).Entries);
        await foreach (var scanned in _store.ScanAsync(EntryFilter.All, Token))
        {
            Assert.Equal(_new.Identity, scanned.Summary.Embedder);
            Assert.Empty(EntryCheck.FindingsOf((await _store.ReadAsync(scanned.Summary.Id, Token))!));
        }
    }

    private static (HitTier Tier, EntryId Id) TierAndId(LookupHit hit) => (hit.Tier, hit.Entry.Id);

    private sealed class Callback(Action<StoreProgress> act) : IProgress<StoreProgress>
    {
        public void Report(StoreProgress value) => act(value);
    }
}
