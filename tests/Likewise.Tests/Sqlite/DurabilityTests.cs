using Likewise.Sqlite;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Sqlite;

public sealed class DurabilityTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(StoreDurability.Full)]
    [InlineData(StoreDurability.Process)]
    public async Task What_was_written_is_there_when_the_store_is_opened_anew(StoreDurability durability)
    {
        await using (var store = await OpenAsync(durability))
        {
            for (var number = 0; number < 20; number++)
                await store.WriteAsync(SampleEntries.Create(number), Cancellation);
            await store.RemoveAsync(new[] { SampleEntries.Id(3) }, Cancellation);
            await store.RecordHitsAsync(
                new[] { new EntryHit(SampleEntries.Id(4), 2, SampleEntries.Start.AddHours(1)) }, Cancellation);
        }

        await using var again = await OpenAsync(durability);

        Assert.Null(await again.ReadAsync(SampleEntries.Id(3), Cancellation));
        SampleEntries.AssertSame(
            SampleEntries.Create(4) with { Activity = new EntryActivity(2, SampleEntries.Start.AddHours(1)) },
            await again.ReadAsync(SampleEntries.Id(4), Cancellation));
        Assert.Equal(19, (await again.MeasureAsync(Cancellation)).Entries);
        Assert.Equal(0, again.RejectedRows);
    }

    [Fact]
    public async Task A_closed_store_is_one_file()
    {
        await using (var store = await OpenAsync(StoreDurability.Full))
            await store.WriteAsync(SampleEntries.Create(1), Cancellation);

        Assert.Equal(["cache.db", "cache.db.lock"], _directory.FileNames);
        Assert.Equal(["ok"], StoreDatabase.Read(_directory.StorePath, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Missing_directories_are_made_and_odd_names_are_names()
    {
        var path = _directory.At("a/b/odd #1 ?x=%41 & 'näme'.db");
        for (var round = 0; round < 2; round++)
        {
            await using var store = await SqliteEntryStore.OpenAsync(new SqliteStoreOptions { Path = path }, Cancellation);
            await store.WriteAsync(SampleEntries.Create(round), Cancellation);
            Assert.Equal(round + 1, (await store.MeasureAsync(Cancellation)).Entries);
        }

        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task A_log_left_beside_a_removed_file_is_not_merged_into_a_new_one()
    {
        await using (var store = await OpenAsync(StoreDurability.Process))
        {
            await store.WriteAsync(SampleEntries.Create(1), Cancellation);
            File.Copy(_directory.StorePath + "-wal", _directory.At("kept"));
        }

        File.Delete(_directory.StorePath);
        File.Move(_directory.At("kept"), _directory.StorePath + "-wal");

        await using var anew = await OpenAsync(StoreDurability.Process);

        Assert.Equal(0, (await anew.MeasureAsync(Cancellation)).Entries);
    }

    [Fact]
    public async Task An_interrupted_migration_is_taken_up_where_it_stopped()
    {
        // Two steps beyond today's, the second broken: the first stays, its number too, and a mended second goes on from there.
        string[] broken = [.. Schema.Steps, "CREATE TABLE first (x)", "CREATE TABLE second (x); CREATE TABLE first (x)"];
        string[] mended = [.. broken[..^1], "CREATE TABLE second (x)"];
        await using (await OpenAsync(StoreDurability.Process))
        {
        }

        using var connection = StoreDatabase.Open(_directory.StorePath);
        Assert.Throws<SqliteStoreException>(() => Schema.Migrate(connection, broken));
        Assert.Equal(Schema.Steps.Count + 1, Schema.VersionOf(connection));
        Assert.Equal(["first"], connection.ReadTexts("SELECT name FROM sqlite_master WHERE name IN ('first', 'second')"));

        Assert.Equal(Schema.Steps.Count + 1, Schema.Migrate(connection, mended));
        Assert.Equal(Schema.Steps.Count + 2, Schema.VersionOf(connection));
        Assert.Equal(Schema.Steps.Count + 2, Schema.Migrate(connection, mended));
    }

    private async Task<SqliteEntryStore> OpenAsync(StoreDurability durability) =>
        await SqliteEntryStore.OpenAsync(_directory.Options(durability), Cancellation);
}
