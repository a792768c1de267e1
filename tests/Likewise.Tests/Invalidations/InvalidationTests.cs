using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Invalidations;

/// <summary>
/// Goal: what was taken away does not come back, by no way. Method: caches on one store, an answer on its way, an export.
/// </summary>
public sealed class InvalidationTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly MemoryEntryStore _store = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_changed_source_takes_its_answers_and_no_others()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("one", "1", From("manual", "7"));
        await cache.PutAsync("two", "2", From("manual", "8"));
        await cache.PutAsync("three", "3", From("faq", "7"));
        await cache.PutAsync("four", "4", From("manual", null));
        await cache.PutAsync("five", "5");

        var now = new EntryFilter { ChangedSources = [new EntrySource("manual", "8")] };
        Assert.Equal(new RemovalOutcome(2, null), await cache.InvalidateAsync(now, Token));
        Assert.Equal(["five", "three", "two"], Prompts(cache));
        var gone = new EntryFilter { ChangedSources = [new EntrySource("manual"), new EntrySource("faq")] };
        Assert.Equal(new RemovalOutcome(2, null), await cache.InvalidateAsync(gone, Token));
        Assert.Equal(["five"], Prompts(cache));
    }

    [Fact]
    public async Task Tags_are_found_among_those_that_carry_them()
    {
        await using var cache = await BuildAsync();
        await cache.PutAsync("one", "1", new EntryOptions { Tags = ["a", "a", "b"] });
        await cache.PutAsync("two", "2", new EntryOptions { Tags = ["b"] });
        await cache.PutAsync("three", "3", new EntryOptions { Tags = ["a", "c"] });
        await cache.PutAsync("one", "1 again", new EntryOptions { Tags = ["c"] });

        Assert.Equal(0, (await cache.InvalidateAsync(new EntryFilter { AllTags = ["a", "b"] }, Token)).Removed);
        Assert.Equal(1, (await cache.InvalidateAsync(new EntryFilter { AllTags = ["a", "c"] }, Token)).Removed);
        Assert.Equal(0, (await cache.InvalidateAsync(new EntryFilter { AnyTag = ["a"] }, Token)).Removed);
        Assert.Equal(2, (await cache.InvalidateAsync(new EntryFilter { AnyTag = ["b", "c"] }, Token)).Removed);
    }

    [Theory]
    [InlineData("source")]
    [InlineData("tag")]
    [InlineData("namespace")]
    [InlineData("everything")]
    [InlineData("the entry before")]
    public async Task An_answer_asked_for_before_is_not_stored_after(string what)
    {
        await using var cache = await BuildAsync();
        var before = await cache.PutAsync("one", "old");
        var miss = await cache.MissAsync(PromptRequest.FromText("one") with { Directives = new() { NoLookup = true } });
        var other = await cache.MissAsync(PromptRequest.FromText("two") with { Namespace = "elsewhere" });

        await (what switch
        {
            "source" => cache.InvalidateAsync(new EntryFilter { ChangedSources = [new EntrySource("manual", "8")] }, Token),
            "tag" => cache.InvalidateAsync(new EntryFilter { AnyTag = ["news"] }, Token),
            "namespace" => cache.InvalidateAsync(new EntryFilter { Namespace = "default" }, Token),
            "everything" => cache.InvalidateAsync(EntryFilter.All, Token),
            _ => cache.InvalidateAsync(before, Token),
        });

        var options = new EntryOptions { Tags = ["news"], Sources = [new EntrySource("manual", "7")] };
        var outcome = await cache.StoreAsync(miss.Ticket!, "made of what was wrong", options, Token);
        Assert.Equal(StoreStatus.Refused, outcome.Status);
        Assert.Contains("invalidated", outcome.Reason, StringComparison.Ordinal);
        var elsewhere = await cache.StoreAsync(other.Ticket!, "fine", null, Token);
        Assert.Equal(what == "everything" ? StoreStatus.Refused : StoreStatus.Stored, elsewhere.Status);
        Assert.Equal(StoreStatus.Stored, (await cache.StoreAsync("one", "asked anew", options, Token)).Status);
    }

    [Fact]
    public async Task An_answer_made_of_the_new_version_is_stored_though_it_was_asked_for_before()
    {
        await using var cache = await BuildAsync();
        var miss = await cache.MissAsync("one");
        await cache.InvalidateAsync(new EntryFilter { ChangedSources = [new EntrySource("manual", "8")] }, Token);
        Assert.Equal(StoreStatus.Stored, (await cache.StoreAsync(miss.Ticket!, "new", From("manual", "8"), Token)).Status);
    }

    [Fact]
    public async Task A_large_part_is_gone_at_once_and_its_payloads_with_the_next_upkeep()
    {
        const int Many = 10_001;
        await using (var cache = await BuildAsync())
        {
            await FillAsync(cache, Many);
            var kept = await cache.PutAsync(PromptRequest.FromText("kept") with { Namespace = "other" }, "yes");
            var all = new EntryFilter { Namespace = "default" };
            Assert.Equal(new RemovalOutcome(Many, null), await cache.InvalidateAsync(all, Token));

            Assert.Equal(Many + 1, (await _store.MeasureAsync(Token)).Entries);
            Assert.Equal(kept, Assert.Single(cache.List(EntryFilter.All)).Summary.Id);
            await cache.MissAsync("topic 5");
            await cache.MissAsync("topic 5 ~0.95");
            await cache.PutAsync("topic 6", "new");
            Assert.Equal("new", (await cache.HitAsync("topic 6 ~0.95")).Response.Text);

            await cache.FlushAsync(Token);
            Assert.Equal(2, (await _store.MeasureAsync(Token)).Entries);
            Assert.Equal((2, 2), (cache.GetStatistics().Entries, cache.GetStatistics().Vectors));
        }

        await using var again = await BuildAsync();
        Assert.Equal(["kept", "topic 6"], Prompts(again));
    }

    [Fact]
    public async Task A_part_that_upkeep_had_no_time_for_is_gone_after_a_crash_too()
    {
        var crashed = await BuildAsync();
        await FillAsync(crashed, 10_001);
        await crashed.PutAsync(PromptRequest.FromText("kept") with { Tenant = "t" }, "yes");
        await crashed.InvalidateAsync(new EntryFilter { Tenant = "" }, Token);
        await crashed.PutAsync("topic 7", "new");

        await using var again = await BuildAsync(); // The first was never closed.
        Assert.Equal(["kept", "topic 7"], Prompts(again));
        await again.FlushAsync(Token);
        Assert.Equal(2, (await _store.MeasureAsync(Token)).Entries);
        Assert.True(Assert.Single(await _store.ReadInvalidationsAsync(Token)).IsCarriedOut);
    }

    [Fact]
    public async Task What_the_store_could_not_remove_is_gone_after_a_crash_once_that_is_written_down()
    {
        var faulty = new FaultyStore(_store)
        {
            Before = (call, _) => call == "remove" ? throw new IOException("full") : Task.CompletedTask,
        };
        var crashed = await BuildAsync(faulty);
        await crashed.PutAsync("one", "1", new EntryOptions { Tags = ["a"] });
        Assert.True((await crashed.InvalidateAsync(new EntryFilter { AnyTag = ["a"] }, Token)).IsComplete);
        Assert.Equal(1, (await _store.MeasureAsync(Token)).Entries);

        await using var again = await BuildAsync();
        Assert.Empty(again.List(EntryFilter.All));
    }

    [Theory]
    [InlineData("by id")]
    [InlineData("by meaning")]
    [InlineData("by tag")]
    [InlineData("everything")]
    public async Task What_was_taken_away_does_not_come_back_out_of_an_export(string how)
    {
        await using var cache = await BuildAsync();
        var id = await cache.PutAsync("reset password", "click here", new EntryOptions { Tags = ["a"] });
        var exported = await cache.ExportAsync(EntryFilter.All, withVectors: true, Token).ToListAsync(Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        await (how switch
        {
            "by id" => cache.InvalidateAsync(id, Token),
            "by meaning" => cache.InvalidateAsync(new EntrySelection { Like = "reset password ~0.95" }, Token),
            "by tag" => cache.InvalidateAsync(new EntryFilter { AnyTag = ["a"] }, Token),
            _ => cache.InvalidateAsync(EntryFilter.All, Token),
        });

        await AssertRefusedAsync(cache, exported);
        await using (var restarted = await BuildAsync())
            await AssertRefusedAsync(restarted, exported);
        _time.Advance(TimeSpan.FromMinutes(1));
        await cache.PutAsync("reset password", "anew", new EntryOptions { Tags = ["a"] });
        var anew = await cache.ExportAsync(EntryFilter.All, withVectors: true, Token).ToListAsync(Token);
        Assert.Equal(StoreStatus.Stored, Assert.Single(await cache.ImportAsync(anew, cancellationToken: Token)).Status);
        Assert.NotEqual(anew[0].Summary.Id, cache.List(EntryFilter.All)[0].Summary.Id);
        await cache.HitAsync("reset password ~0.95"); // It has taken its own place, in the index too.
    }

    [Fact]
    public async Task No_more_invalidations_are_kept_than_the_limit_says()
    {
        await using var cache = await BuildAsync(configure: options => options.InvalidationsMax = 3);
        for (var number = 1; number <= 8; number++)
            await cache.InvalidateAsync(new EntryFilter { AnyTag = [$"{number}"] }, Token);
        await cache.FlushAsync(Token);

        Assert.Equal([6L, 7, 8], (await _store.ReadInvalidationsAsync(Token)).Select(kept => kept.Number));
    }

    [Fact]
    public async Task A_store_that_fails_is_told_again_until_it_has_written_it_down()
    {
        var isFull = true;
        var faulty = new FaultyStore(_store)
        {
            Before = (call, _) =>
                isFull && (call is "remove" or "invalidation") ? throw new IOException("full") : Task.CompletedTask,
        };
        await using var cache = await BuildAsync(faulty);
        await cache.PutAsync("one", "1");
        var outcome = await cache.InvalidateAsync(EntryFilter.All, Token);
        Assert.Equal((1, false), (outcome.Removed, outcome.IsComplete));
        await cache.MissAsync("one");

        isFull = false;
        await cache.FlushAsync(Token);
        Assert.Equal(0, (await _store.MeasureAsync(Token)).Entries);
        Assert.Single(await _store.ReadInvalidationsAsync(Token));
    }

    [Fact]
    public async Task A_number_that_was_not_written_down_is_not_given_again()
    {
        var isFull = true;
        var faulty = new FaultyStore(_store)
        {
            Before = (call, _) => isFull && call == "invalidation" ? throw new IOException("full") : Task.CompletedTask,
        };
        var crashed = await BuildAsync(faulty);
        Assert.False((await crashed.InvalidateAsync(new EntryFilter { AnyTag = ["a"] }, Token)).IsComplete);
        await crashed.PutAsync("one", "1", new EntryOptions { Tags = ["b"] });
        await crashed.PutAsync("two", "2");

        isFull = false;
        await using var again = await BuildAsync();
        Assert.Equal(new RemovalOutcome(1, null), await again.InvalidateAsync(new EntryFilter { AnyTag = ["b"] }, Token));
        await again.MissAsync("one");
        Assert.Equal(new RemovalOutcome(1, null), await again.InvalidateAsync(EntryFilter.All, Token));
        await again.MissAsync("two");
    }

    private static EntryOptions From(string source, string? version) => new() { Sources = [new EntrySource(source, version)] };

    private static IEnumerable<string> Prompts(SemanticCache cache) =>
        cache.List(EntryFilter.All).Select(entry => entry.Summary.Prompt).Order(StringComparer.Ordinal);

    private static async Task AssertRefusedAsync(SemanticCache cache, IReadOnlyList<ExportedEntry> exported)
    {
        var outcome = Assert.Single(await cache.ImportAsync(exported, cancellationToken: Token));
        Assert.Equal(StoreStatus.Refused, outcome.Status);
        Assert.Contains("it was invalidated at", outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(cache.List(EntryFilter.All));
    }

    private static async Task FillAsync(SemanticCache cache, int count)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(SemanticCache.BatchItemsMax))
        {
            var items = some.Select(number => new StoreItem($"topic {number}", "yes")).ToArray();
            Assert.All(await cache.StoreBatchAsync(items, Token), item => Assert.Equal(StoreStatus.Stored, item.Result!.Status));
        }
    }

    private ValueTask<SemanticCache> BuildAsync(IEntryStore? store = null, Action<SemanticCacheOptions>? configure = null) =>
        Caches.BuildAsync(
            configure: options =>
            {
                options.MaintenanceInterval = TimeSpan.FromDays(1);
                configure?.Invoke(options);
            },
            time: _time, build: builder => builder.UseStore(store ?? _store));
}
