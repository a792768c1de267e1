using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lookup;

public sealed class SelectionTests
{
    private static readonly EntrySelection AboutRefunds = new() { Like = "refund policy", SimilarityMin = 0.8 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_means_about_the_same_is_chosen_in_whatever_scope_and_goes()
    {
        await using var cache = await Caches.BuildAsync(new TopicEmbedder());
        await cache.PutAsync("refund policy", "a");
        await cache.PutAsync(PromptRequest.FromText("refund policy ~0.9") with { Model = "other", Namespace = "b" }, "b");
        await cache.PutAsync("weather tomorrow", "c");

        var chosen = await cache.SelectAsync(AboutRefunds, Token);
        var gone = await cache.InvalidateAsync(AboutRefunds, Token);

        Assert.Equal((2, 0, null), (chosen.Entries.Count, chosen.NotCompared, chosen.Fault));
        Assert.All(chosen.Entries, entry => Assert.InRange(entry.Similarity!.Value, 0.8, 1));
        Assert.Equal((2, true), (gone.Removed, gone.IsComplete));
        Assert.Equal("weather tomorrow", Assert.Single(cache.List(EntryFilter.All)).Summary.Prompt);
    }

    [Fact]
    public async Task An_entry_without_a_vector_is_chosen_too()
    {
        await using var cache = await Caches.BuildAsync(new TopicEmbedder());
        await cache.PutAsync(PromptRequest.FromText("refund policy ~0.9") with { Seed = 7 }, "a");
        await cache.PutAsync(PromptRequest.FromText("weather tomorrow") with { Seed = 7 }, "b");

        Assert.Equal(1, (await cache.InvalidateAsync(AboutRefunds, Token)).Removed);
        Assert.Equal("weather tomorrow", Assert.Single(cache.List(EntryFilter.All)).Summary.Prompt);
    }

    [Fact]
    public async Task Filter_and_meaning_must_both_hold()
    {
        await using var cache = await Caches.BuildAsync(new TopicEmbedder());
        await cache.PutAsync(PromptRequest.FromText("refund policy") with { Tenant = "ann" }, "a");
        await cache.PutAsync(PromptRequest.FromText("refund policy") with { Tenant = "bob" }, "b");

        var ofAnn = AboutRefunds with { Filter = new EntryFilter { Tenant = "ann" } };
        Assert.Equal("ann", Assert.Single((await cache.SelectAsync(ofAnn, Token)).Entries).Entry.Tenant);
        Assert.Equal(1, (await cache.InvalidateAsync(ofAnn, Token)).Removed);
        Assert.Equal("bob", Assert.Single(cache.List(EntryFilter.All)).Summary.Tenant);
    }

    [Fact]
    public async Task Without_a_meaning_the_youngest_come_first()
    {
        var time = new ManualTime();
        await using var cache = await Caches.BuildAsync(time: time);
        for (var number = 0; number < 3; number++)
        {
            await cache.PutAsync($"Question {number}", "a");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var chosen = await cache.SelectAsync(new EntrySelection(), Token);
        Assert.Equal(["Question 2", "Question 1", "Question 0"], chosen.Entries.Select(entry => entry.Entry.Prompt));
    }

    [Fact]
    public async Task What_another_embedder_made_is_counted_and_stays()
    {
        await using var store = new MemoryEntryStore();
        await store.WriteAsync(Conformance.SampleEntries.Create(1, entry => entry with
        {
            Expiry = new Expiry(DateTimeOffset.MaxValue, null),
        }), Token);
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseStore(store));
        var selection = new EntrySelection { Like = "What is 1?", SimilarityMin = -1 };
        var chosen = await cache.SelectAsync(selection, Token);

        Assert.Equal((0, 1), (chosen.Entries.Count, chosen.NotCompared));
        Assert.Equal(0, (await cache.InvalidateAsync(selection, Token)).Removed);
        Assert.NotNull(await store.ReadAsync(Conformance.SampleEntries.Id(1), Token));
    }

    [Fact]
    public async Task Where_the_embedder_fails_nothing_goes_and_that_is_said()
    {
        var embedder = new TopicEmbedder();
        await using var cache = await Caches.BuildAsync(embedder);
        await cache.PutAsync("refund policy", "a");
        embedder.Instead = (_, _) => throw new IOException("down");
        var gone = await cache.InvalidateAsync(AboutRefunds with { Like = "returns" }, Token);

        Assert.Equal((0, false), (gone.Removed, gone.IsComplete));
        Assert.Single(cache.List(EntryFilter.All));
    }

    [Theory]
    [InlineData(1.1, "a")]
    [InlineData(double.NaN, "a")]
    [InlineData(0.5, " ")]
    public async Task An_impossible_selection_is_refused(double similarityMin, string like)
    {
        await using var cache = await Caches.BuildAsync();
        var selection = new EntrySelection { Like = like, SimilarityMin = similarityMin };
        await Assert.ThrowsAsync<ArgumentException>(() => cache.SelectAsync(selection, Token).AsTask());
    }
}
