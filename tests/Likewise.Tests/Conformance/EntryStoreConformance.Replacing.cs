namespace Likewise.Tests.Conformance;

/// <summary>Entries that are put in their own place, of stores that can do that.</summary>
public abstract partial class EntryStoreConformance
{
    [Fact]
    public async Task A_replaced_entry_is_found_by_its_new_key_alone_and_keeps_its_activity()
    {
        var store = Replacing();
        await WriteAsync(1, 2);
        await Store.RecordHitsAsync(new[] { Hit(1, count: 3, seconds: 60) }, Cancellation);
        await Store.RecordFeedbackAsync(SampleEntries.Id(1), new EntryFeedback(4, 5), Cancellation);

        var moved = Moved(1, toKey: 9);
        Assert.True(await store.ReplaceAsync(moved, Cancellation));

        var expected = moved with
        {
            Activity = new EntryActivity(3, SampleEntries.Start.AddSeconds(60)) { Feedback = new EntryFeedback(4, 5) },
        };
        Assert.Null(await Store.FindAsync(SampleEntries.Key(1), Cancellation));
        SampleEntries.AssertSame(expected, await Store.FindAsync(SampleEntries.Key(9), Cancellation));
        SampleEntries.AssertSame(expected, await Store.ReadAsync(SampleEntries.Id(1), Cancellation));
        SampleEntries.AssertSame(SampleEntries.Create(2), await Store.ReadAsync(SampleEntries.Id(2), Cancellation));
        Assert.Equal(2, (await Store.MeasureAsync(Cancellation)).Entries);
    }

    [Fact]
    public async Task What_was_removed_is_not_brought_back_by_replacing_it()
    {
        var store = Replacing();
        await WriteAsync(1);
        await Store.RemoveAsync(Ids(1), Cancellation);

        Assert.False(await store.ReplaceAsync(Moved(1, toKey: 9), Cancellation));

        Assert.Empty(await ScanAsync(EntryFilter.All));
        Assert.Null(await Store.FindAsync(SampleEntries.Key(9), Cancellation));
    }

    [Fact]
    public async Task An_entry_is_not_put_over_another_that_has_the_key()
    {
        var store = Replacing();
        await WriteAsync(1, 2);

        Assert.False(await store.ReplaceAsync(Moved(1, toKey: 2), Cancellation));

        SampleEntries.AssertSame(SampleEntries.Create(1), await Store.FindAsync(SampleEntries.Key(1), Cancellation));
        SampleEntries.AssertSame(SampleEntries.Create(2), await Store.FindAsync(SampleEntries.Key(2), Cancellation));
    }

    [Fact]
    public async Task An_entry_may_keep_its_key()
    {
        var store = Replacing();
        await WriteAsync(1);

        var changed = SampleEntries.WithPayload(SampleEntries.Create(1), SampleEntries.Bytes(7, 500));
        Assert.True(await store.ReplaceAsync(changed, Cancellation));

        SampleEntries.AssertSame(changed, await Store.FindAsync(SampleEntries.Key(1), Cancellation));
    }

    private static Entry Moved(int number, int toKey) => SampleEntries.Create(number, summary => summary with
    {
        Key = SampleEntries.Key(toKey), Embedder = SampleEntries.Embedder with { Revision = "r2" },
    });

    private IReplacingStore Replacing()
    {
        Assert.SkipUnless(Store is IReplacingStore, $"The store '{Store.Name}' cannot put an entry in its own place.");
        return (IReplacingStore)Store;
    }
}
