using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Lookup;

public sealed class FeedbackTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Feedback_adds_up_beside_its_entry_and_survives_a_restart()
    {
        await using var store = new MemoryEntryStore();
        EntryId id;
        await using (var cache = await Caches.BuildAsync(build: builder => builder.UseStore(store)))
        {
            id = await cache.PutAsync("one", "a");
            await cache.RecordFeedbackAsync(id, isRight: true, Token);
            var outcome = await cache.RecordFeedbackAsync(id, isRight: false, Token);

            Assert.Equal(new EntryFeedback(1, 1), outcome.Feedback);
            Assert.Equal(new EntryFeedback(1, 1), cache.Find(id)?.Activity.Feedback);
            Assert.Equal(new EntryFeedback(1, 1), cache.GetStatistics("").Feedback);
        }

        await using var again = await Caches.BuildAsync(build: builder => builder.UseStore(store));
        Assert.Equal(new EntryFeedback(1, 1), again.Find(id)?.Activity.Feedback);
    }

    [Fact]
    public async Task Feedback_on_nothing_is_nothing_and_a_failing_store_is_said()
    {
        await using var store = new FaultyStore(new MemoryEntryStore());
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseStore(store));
        var id = await cache.PutAsync("one", "a");
        store.Before = (call, _) => call == "feedback" ? throw new IOException("disk full") : Task.CompletedTask;

        var failed = await cache.RecordFeedbackAsync(id, isRight: true, Token);
        Assert.True(failed is { Feedback: null, Fault: not null });
        Assert.Equal(default(EntryFeedback), cache.Find(id)?.Activity.Feedback);
        store.Before = (_, _) => Task.CompletedTask;
        Assert.True(await cache.RecordFeedbackAsync(EntryId.New(), isRight: true, Token) is { Feedback: null, Fault: null });
    }
}
