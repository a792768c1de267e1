namespace Likewise.Tests.Conformance;

/// <summary>What is said of entries.</summary>
public abstract partial class EntryStoreConformance
{
    [Fact]
    public async Task Feedback_adds_up_beside_hits_and_comes_back_with_every_read()
    {
        await WriteAsync(1, 2);

        var first = await Store.RecordFeedbackAsync(SampleEntries.Id(1), new EntryFeedback(2, 0), Cancellation);
        await Store.RecordHitsAsync(new[] { Hit(1, count: 2, seconds: 60) }, Cancellation);
        var second = await Store.RecordFeedbackAsync(SampleEntries.Id(1), new EntryFeedback(1, 5), Cancellation);

        Assert.Equal((new EntryFeedback(2, 0), new EntryFeedback(3, 5)), (first, second));
        var expected = SampleEntries.Create(1) with
        {
            Activity = new EntryActivity(2, SampleEntries.Start.AddSeconds(60)) { Feedback = new EntryFeedback(3, 5) },
        };
        SampleEntries.AssertSame(expected, await Store.ReadAsync(SampleEntries.Id(1), Cancellation));
        SampleEntries.AssertSame(expected, await Store.FindAsync(SampleEntries.Key(1), Cancellation));
        SampleEntries.AssertSame(expected, (await ScanAsync(EntryFilter.All))[^1], withPayload: false);
        SampleEntries.AssertSame(SampleEntries.Create(2), await Store.ReadAsync(SampleEntries.Id(2), Cancellation));
    }

    [Fact]
    public async Task Feedback_on_what_is_not_there_says_so()
    {
        await WriteAsync(1);
        await Store.RemoveAsync(Ids(1), Cancellation);

        Assert.Null(await Store.RecordFeedbackAsync(SampleEntries.Id(1), new EntryFeedback(1, 0), Cancellation));
        Assert.Empty(await ScanAsync(EntryFilter.All));
    }

    [Fact]
    public async Task Feedback_of_many_at_once_is_all_counted()
    {
        await WriteAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(turn => Store.RecordFeedbackAsync(
            SampleEntries.Id(1), turn % 2 == 0 ? new EntryFeedback(1, 0) : new EntryFeedback(0, 1), Cancellation).AsTask()));

        Assert.Equal(new EntryFeedback(100, 100), (await Store.ReadAsync(SampleEntries.Id(1), Cancellation))?.Activity.Feedback);
    }

    [Fact]
    public async Task An_entry_is_written_with_the_feedback_that_it_has()
    {
        var entry = SampleEntries.Create(1);
        entry = entry with { Activity = entry.Activity with { Feedback = new EntryFeedback(4, 5) } };
        await Store.WriteAsync(entry, Cancellation);

        SampleEntries.AssertSame(entry, await Store.ReadAsync(entry.Summary.Id, Cancellation));
    }

    [Fact]
    public async Task An_entry_in_the_place_of_another_begins_without_feedback()
    {
        await WriteAsync(1);
        await Store.RecordFeedbackAsync(SampleEntries.Id(1), new EntryFeedback(0, 9), Cancellation);
        var second = SampleEntries.Create(2, summary => summary with { Key = SampleEntries.Key(1) });
        await Store.WriteAsync(second, Cancellation);

        SampleEntries.AssertSame(second, await Store.FindAsync(SampleEntries.Key(1), Cancellation));
    }
}
