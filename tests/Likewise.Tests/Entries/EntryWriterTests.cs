using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Entries;

/// <summary>Goal: whatever is stored at once under one key, memory and store end with the same entry (I2).</summary>
public sealed class EntryWriterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_answers_to_the_same_words_the_one_that_the_store_has_is_the_one_that_is_given()
    {
        var (inner, release, isFirst) = (new MemoryEntryStore(), new TaskCompletionSource(), true);
        var store = new FaultyStore(inner)
        {
            Written = async _ =>
            {
                if (!isFirst)
                    return;
                isFirst = false;
                await release.Task;
            },
        };
        await using var cache = await Caches.BuildAsync(build: builder => builder.UseStore(store));

        var first = cache.StoreAsync("reset password", "first", cancellationToken: Token).AsTask();
        var second = cache.StoreAsync("reset password", "second", cancellationToken: Token).AsTask();
        var other = await cache.StoreAsync("opening hours", "other", cancellationToken: Token);
        release.SetResult();
        await first;
        await second;

        Assert.Equal(StoreStatus.Stored, other.Status); // It waited for neither.
        var hit = await cache.HitAsync("reset password");
        Assert.Equal(("second", hit.Entry.Id), (hit.Response.Text, (await inner.FindAsync(hit.Entry.Key, Token))!.Summary.Id));
        Assert.Equal(2, (await inner.MeasureAsync(Token)).Entries);
    }

    [Fact]
    public async Task Who_waits_too_long_for_others_has_not_stored_and_those_behind_go_on()
    {
        var (time, hangs) = (new ManualTime(), true);
        var store = new FaultyStore(new MemoryEntryStore())
        {
            Before = (call, token) => call == "write" && hangs ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask,
        };
        await using var cache = await Caches.BuildAsync(time: time, build: builder => builder.UseStore(store));
        using var leaving = new CancellationTokenSource();

        var first = cache.StoreAsync("reset password", "first", cancellationToken: Token).AsTask();
        var second = cache.StoreAsync("reset password", "second", cancellationToken: Token).AsTask();
        var third = cache.StoreAsync("reset password", "third", cancellationToken: leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        hangs = false;
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(StoreStatus.Failed, (await first).Status);
        await second; // Its own wait ended in the same moment: it was stored, or not.
        await cache.PutAsync("reset password", "fourth");
        Assert.Equal("fourth", (await cache.HitAsync("reset password")).Response.Text);
    }
}
