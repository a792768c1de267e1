using Likewise.Sqlite;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Sqlite;

/// <summary>Files of every released schema open as today's, with all that was in them.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_of_schema_1_is_brought_up_to_date_in_place_without_loss()
    {
        // The file holds SampleEntries 1 to 5, the second with three hits, written by the last build of schema 1.
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Golden", "store-1.db"), _directory.StorePath);
        var expected = Enumerable.Range(1, 5).Select(number => SampleEntries.Create(number)).ToArray();
        expected[1] = expected[1] with { Activity = new EntryActivity(3, SampleEntries.Start.AddSeconds(60)) };

        await using (var store = await SqliteEntryStore.OpenAsync(_directory.Options(), Cancellation))
        {
            foreach (var entry in expected)
                SampleEntries.AssertSame(entry, await store.ReadAsync(entry.Summary.Id, Cancellation));
            Assert.Equal(0, store.RejectedRows);
            await store.RecordFeedbackAsync(SampleEntries.Id(2), new EntryFeedback(0, 1), Cancellation);
        }

        await using var again = await SqliteEntryStore.OpenAsync(_directory.Options(), Cancellation);
        var judged = await again.ReadAsync(SampleEntries.Id(2), Cancellation);
        Assert.Equal(
            expected[1].Activity with { Feedback = new EntryFeedback(0, 1) }, judged?.Activity);
        Assert.Equal(5, (await again.MeasureAsync(Cancellation)).Entries);
    }

    [Theory]
    [InlineData("UPDATE entries SET epoch = 0")]
    [InlineData("UPDATE entries SET epoch = epoch + 1")]
    [InlineData("UPDATE entries SET sources = '[]'")]
    [InlineData("UPDATE entries SET sources = '[[\"b\",null]]'")]
    [InlineData("UPDATE entries SET stale_if_error = 36000000000")]
    [InlineData("UPDATE entries SET sources = '[]', epoch = 0, stale_while_revalidate = 0")]
    [InlineData("UPDATE entries SET visibility = 0")]
    [InlineData("UPDATE entries SET visibility = 1")]
    [InlineData("UPDATE activity SET confirmed_by = x''")]
    [InlineData("UPDATE activity SET confirmed_by = x'0000000000000001'")]
    public async Task What_few_entries_have_is_not_believed_where_it_was_not_written_so(string damage)
    {
        var entry = SampleEntries.Create(1, summary => summary with
        {
            Sources = [new EntrySource("a")], Epoch = 1, Visibility = Visibility.Public,
            Expiry = summary.Expiry with { Leeway = new Leeway { StaleWhileRevalidate = TimeSpan.FromHours(1) } },
        });
        await using (var store = await SqliteEntryStore.OpenAsync(_directory.Options(), Cancellation))
        {
            var activity = entry.Activity with { ConfirmedBy = PrincipalSet.Of([7]) };
            await store.WriteAsync(entry with { Activity = activity }, Cancellation);
        }

        StoreDatabase.Execute(_directory.StorePath, damage);
        await using var damaged = await SqliteEntryStore.OpenAsync(_directory.Options(), Cancellation);
        Assert.Null(await damaged.ReadAsync(SampleEntries.Id(1), Cancellation));
        Assert.Equal(1, damaged.RejectedRows);
    }

    [Theory]
    [InlineData("UPDATE invalidations SET number = 2")]
    [InlineData("UPDATE invalidations SET body = replace(body, 'a', 'b')")]
    public async Task A_damaged_invalidation_is_no_reason_to_believe_that_nothing_was_taken(string damage)
    {
        await using (var store = await SqliteEntryStore.OpenAsync(_directory.Options(), Cancellation))
        {
            var filter = new EntryFilter { AnyTag = ["a"] };
            await store.RecordInvalidationAsync(new(1, SampleEntries.Start, filter), Cancellation);
        }

        StoreDatabase.Execute(_directory.StorePath, damage);
        await using var damaged = await SqliteEntryStore.OpenAsync(_directory.Options(), Cancellation);
        var refusal = await Assert.ThrowsAsync<SqliteStoreException>(
            () => damaged.ReadInvalidationsAsync(Cancellation).AsTask());
        Assert.Contains("likewise repair", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE activity SET right_count = right_count + 1")]
    [InlineData("UPDATE activity SET wrong_count = 0")]
    [InlineData("UPDATE activity SET right_count = 0, wrong_count = 0")]
    [InlineData("UPDATE activity SET right_count = wrong_count, wrong_count = right_count")]
    public async Task Feedback_that_was_not_written_so_is_not_believed(string damage)
    {
        await using (var store = await SqliteEntryStore.OpenAsync(_directory.Options(), Cancellation))
        {
            await store.WriteAsync(SampleEntries.Create(1), Cancellation);
            await store.RecordFeedbackAsync(SampleEntries.Id(1), new EntryFeedback(1, 2), Cancellation);
        }

        StoreDatabase.Execute(_directory.StorePath, damage);
        await using var damaged = await SqliteEntryStore.OpenAsync(_directory.Options(), Cancellation);
        Assert.Null(await damaged.ReadAsync(SampleEntries.Id(1), Cancellation));
        Assert.Equal(1, damaged.RejectedRows);
        Assert.Null(await damaged.RecordFeedbackAsync(SampleEntries.Id(1), new EntryFeedback(1, 0), Cancellation));
    }
}
