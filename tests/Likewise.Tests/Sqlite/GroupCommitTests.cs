using Likewise.Sqlite;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Sqlite;

public sealed class GroupCommitTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_write_that_fails_harms_none_of_its_neighbours()
    {
        // Half a surrogate pair has no UTF-8. While another connection holds the file's write lock, everything gathers in one
        // batch.
        await using var store = await OpenAsync(_directory.Options(StoreDurability.Process));
        var good = Enumerable.Range(0, 20).Select(number => SampleEntries.Create(number)).ToArray();
        var bad = SampleEntries.Create(99, summary => summary with { Prompt = "half \ud83d of a pair" });

        using var blocker = StoreDatabase.Open(_directory.StorePath);
        blocker.Execute("BEGIN IMMEDIATE");
        var writes = good[..10].Append(bad).Concat(good[10..])
            .Select(entry => (Entry: entry, Task: store.WriteAsync(entry, Cancellation).AsTask())).ToArray();
        blocker.Execute("COMMIT");

        foreach (var (entry, task) in writes)
        {
            if (entry == bad)
                await Assert.ThrowsAnyAsync<ArgumentException>(() => task);
            else
                await task;
        }

        foreach (var entry in good)
            SampleEntries.AssertSame(entry, await store.ReadAsync(entry.Summary.Id, Cancellation));
        Assert.Null(await store.ReadAsync(bad.Summary.Id, Cancellation));
        Assert.Equal(good.Length, (await store.MeasureAsync(Cancellation)).Entries);
    }

    [Fact]
    public async Task An_embedder_of_a_failed_write_is_not_taken_for_known()
    {
        // The bad write is the first of its embedder: what it added to the table of embedders was rolled back with it.
        await using var store = await OpenAsync(_directory.Options(StoreDurability.Process));
        var embedder = SampleEntries.Embedder with { Revision = "r9" };
        var bad = SampleEntries.Create(1, summary => summary with { Embedder = embedder, CreatedAt = default });
        StoreDatabase.Execute(_directory.StorePath, """
            CREATE TRIGGER refuses BEFORE INSERT ON entries WHEN NEW.created = 0 BEGIN SELECT RAISE(ABORT, 'no'); END
            """);
        var good = SampleEntries.Create(2, summary => summary with { Embedder = embedder });

        var failure = await Assert.ThrowsAsync<SqliteStoreException>(() => store.WriteAsync(bad, Cancellation).AsTask());
        await store.WriteAsync(good, Cancellation);

        Assert.Equal(19, failure.Code & 0xFF);
        SampleEntries.AssertSame(good, await store.ReadAsync(good.Summary.Id, Cancellation));
    }

    [Fact]
    public async Task Writes_that_come_together_share_a_transaction()
    {
        await using var store = await OpenAsync(_directory.Options(StoreDurability.Process));
        var before = await CountCommitsAsync();

        using (var blocker = StoreDatabase.Open(_directory.StorePath))
        {
            blocker.Execute("BEGIN IMMEDIATE");
            var writes = Enumerable.Range(0, 100).Select(n => WriteAsync(store, n)).ToArray();
            blocker.Execute("ROLLBACK");
            await Task.WhenAll(writes);
        }

        // The first may have been taken alone before the others came.
        Assert.InRange(await CountCommitsAsync() - before, 1, 2);
    }

    [Fact]
    public async Task A_batch_has_no_more_writes_than_allowed()
    {
        var options = _directory.Options(StoreDurability.Process);
        options.CommitBatchMax = 10;
        await using var store = await OpenAsync(options);
        var before = await CountCommitsAsync();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => WriteAsync(store, n)));

        Assert.True(await CountCommitsAsync() - before >= 10);
    }

    [Fact]
    public async Task A_wait_lets_writes_join()
    {
        var options = _directory.Options(StoreDurability.Process);
        options.CommitWait = TimeSpan.FromSeconds(1);
        options.CommitBatchMax = 8;
        await using var store = await OpenAsync(options);
        var before = await CountCommitsAsync();

        // A full batch does not wait for the second to be over; each of these is full.
        await Task.WhenAll(Enumerable.Range(0, 32).Select(n => WriteAsync(store, n)));

        Assert.Equal(4, await CountCommitsAsync() - before);
    }

    [Fact]
    public async Task Reads_do_not_wait_for_the_writer()
    {
        await using var store = await OpenAsync(_directory.Options(StoreDurability.Process));
        await store.WriteAsync(SampleEntries.Create(1), Cancellation);
        using var blocker = StoreDatabase.Open(_directory.StorePath);
        blocker.Execute("BEGIN IMMEDIATE");
        var write = store.WriteAsync(SampleEntries.Create(2), Cancellation).AsTask();

        for (var round = 0; round < 100; round++)
            Assert.NotNull(await store.FindAsync(SampleEntries.Key(1), Cancellation));

        Assert.False(write.IsCompleted);
        blocker.Execute("ROLLBACK");
        await write;
    }

    [Fact]
    public async Task A_write_cancelled_in_the_queue_does_not_happen()
    {
        await using var store = await OpenAsync(_directory.Options(StoreDurability.Process));
        using var blocker = StoreDatabase.Open(_directory.StorePath);
        blocker.Execute("BEGIN IMMEDIATE");
        using var source = new CancellationTokenSource();
        var first = store.WriteAsync(SampleEntries.Create(1), Cancellation).AsTask();
        var others = Enumerable.Range(2, 300).Select(n => WriteAsync(store, n)).ToArray();
        var cancelled = store.WriteAsync(SampleEntries.Create(1_000), source.Token).AsTask();

        // Cancelled while the writer waits for the lock: with more in line than a batch takes, the last was not taken.
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        blocker.Execute("ROLLBACK");
        await Task.WhenAll(others.Prepend(first));

        Assert.Null(await store.ReadAsync(SampleEntries.Id(1_000), Cancellation));
        Assert.Equal(301, (await store.MeasureAsync(Cancellation)).Entries);
    }

    [Fact]
    public async Task A_lock_held_too_long_fails_the_write_and_not_the_store()
    {
        var options = _directory.Options(StoreDurability.Process);
        options.BusyTimeout = TimeSpan.FromMilliseconds(1);
        await using var store = await OpenAsync(options);
        using var blocker = StoreDatabase.Open(_directory.StorePath);
        blocker.Execute("BEGIN IMMEDIATE");

        var failure = await Assert.ThrowsAsync<SqliteStoreException>(
            () => store.WriteAsync(SampleEntries.Create(1), Cancellation).AsTask());
        blocker.Execute("ROLLBACK");
        await store.WriteAsync(SampleEntries.Create(2), Cancellation);

        Assert.Equal(5, failure.Code & 0xFF);
        Assert.Null(await store.ReadAsync(SampleEntries.Id(1), Cancellation));
        Assert.NotNull(await store.ReadAsync(SampleEntries.Id(2), Cancellation));
    }

    [Fact]
    public async Task Writes_in_line_at_the_end_are_written()
    {
        var options = _directory.Options(StoreDurability.Process);
        var store = await OpenAsync(options);
        var writes = Enumerable.Range(0, 500).Select(n => WriteAsync(store, n)).ToArray();

        await store.DisposeAsync();
        await Task.WhenAll(writes);

        await using var again = await OpenAsync(options);
        Assert.Equal(500, (await again.MeasureAsync(Cancellation)).Entries);
    }

    private static Task WriteAsync(SqliteEntryStore store, int number) =>
        store.WriteAsync(SampleEntries.Create(number), Cancellation).AsTask();

    /// <summary>
    /// Transactions so far: the frames of the log that end one. Its format is SQLite's: 32 bytes, then frames of 24 and a page.
    /// </summary>
    private async Task<int> CountCommitsAsync()
    {
        const int PageBytes = 4096;
        await using var log = new FileStream(
            _directory.StorePath + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[log.Length];
        await log.ReadExactlyAsync(bytes, Cancellation);
        var commits = 0;
        for (var frame = 32; frame + 24 + PageBytes <= bytes.Length; frame += 24 + PageBytes)
            commits += bytes.AsSpan(frame + 4, 4).ContainsAnyExcept((byte)0) ? 1 : 0;
        return commits;
    }

    private static async Task<SqliteEntryStore> OpenAsync(SqliteStoreOptions options) =>
        await SqliteEntryStore.OpenAsync(options, Cancellation);
}
