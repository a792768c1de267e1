using System.Security.Cryptography;
using Likewise.Sqlite;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Sqlite;

/// <summary>Files that are not opened: each refusal has its reason, and leaves the file as it was.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("This is a text file, and it is long enough to hold the header of an SQLite database, which it does not at all.")]
    [InlineData("SQLite format 3\0")]
    public async Task What_is_no_database_is_refused(string content)
    {
        await File.WriteAllTextAsync(_directory.StorePath, content, Cancellation);

        await AssertRefusedAsync(StoreRefusal.NotADatabase);

        Assert.Equal(["cache.db"], _directory.FileNames);
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused()
    {
        StoreDatabase.Execute(_directory.StorePath, "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')");

        await AssertRefusedAsync(StoreRefusal.Foreign);

        Assert.Equal(["cache.db"], _directory.FileNames);
    }

    [Theory]
    [InlineData("CREATE TABLE notes (text TEXT)")]
    [InlineData("CREATE INDEX by_model ON entries (model)")]
    [InlineData("CREATE TRIGGER keeper AFTER INSERT ON entries BEGIN SELECT 1; END")]
    public async Task A_store_with_something_added_is_refused(string addition)
    {
        await FillAsync();
        StoreDatabase.Execute(_directory.StorePath, addition);

        await AssertRefusedAsync(StoreRefusal.Foreign);
    }

    [Theory]
    [InlineData("DROP TABLE activity")]
    [InlineData("ALTER TABLE payloads RENAME COLUMN payload TO body")]
    public async Task A_store_with_something_missing_is_refused(string change)
    {
        await FillAsync();
        StoreDatabase.Execute(_directory.StorePath, "DROP TRIGGER entries_removed");
        StoreDatabase.Execute(_directory.StorePath, change);

        await AssertRefusedAsync(StoreRefusal.Corrupt);
    }

    [Fact]
    public async Task A_newer_store_is_refused()
    {
        await FillAsync();
        StoreDatabase.Execute(_directory.StorePath, $"PRAGMA user_version = {Schema.Steps.Count + 1}");

        var refused = await AssertRefusedAsync(StoreRefusal.Newer);

        Assert.Contains($"schema version {Schema.Steps.Count + 1}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_store_whose_version_is_still_in_the_log_is_refused_and_the_log_kept()
    {
        // As a newer Likewise, killed right after its migration, would leave it.
        await FillAsync();
        using (var newer = StoreDatabase.Open(_directory.StorePath))
        {
            newer.Execute($"PRAGMA user_version = {Schema.Steps.Count + 1}");
            File.Copy(_directory.StorePath, _directory.At("killed.db"));
            File.Copy(_directory.StorePath + "-wal", _directory.At("killed.db-wal"));
        }

        var log = await HashAsync(_directory.At("killed.db-wal"));
        await AssertRefusedAsync(StoreRefusal.Newer, _directory.At("killed.db"));
        Assert.Equal(log, await HashAsync(_directory.At("killed.db-wal")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_version_that_never_was_is_refused(int version)
    {
        await FillAsync();
        StoreDatabase.Execute(_directory.StorePath, $"PRAGMA user_version = {version}");

        await AssertRefusedAsync(StoreRefusal.Corrupt);
    }

    [Fact]
    public async Task A_directory_is_refused()
    {
        Directory.CreateDirectory(_directory.StorePath);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(_directory.StorePath));

        Assert.Equal(StoreRefusal.Unusable, refused.Reason);
    }

    [Fact]
    public async Task A_place_where_no_directory_can_be_made_is_refused()
    {
        await File.WriteAllTextAsync(_directory.At("file"), "", Cancellation);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(_directory.At("file/below/cache.db")));

        Assert.Equal(StoreRefusal.Unusable, refused.Reason);
        Assert.Contains("directory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wrong_option_is_named_at_once()
    {
        var options = new SqliteStoreOptions
        {
            Path = " ", CommitBatchMax = 0, ReadersMax = 65, CommitWait = TimeSpan.FromSeconds(-1),
        };

        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => SqliteEntryStore.OpenAsync(options, Cancellation).AsTask());

        Assert.All(["Path", "CommitBatchMax", "ReadersMax", "CommitWait"],
            name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_path_in_memory_is_pointed_to_the_other_store()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => OpenAsync(":memory:"));

        Assert.Contains(nameof(MemoryEntryStore), exception.Message, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        await using var store = await SqliteEntryStore.OpenAsync(_directory.Options(StoreDurability.Process), Cancellation);
        for (var number = 0; number < 10; number++)
            await store.WriteAsync(SampleEntries.Create(number), Cancellation);
    }

    private Task<StoreRefusedException> AssertRefusedAsync(StoreRefusal reason) =>
        AssertRefusedAsync(reason, _directory.StorePath);

    private static async Task<StoreRefusedException> AssertRefusedAsync(StoreRefusal reason, string path)
    {
        var before = await HashAsync(path);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(path));

        Assert.Equal(reason, refused.Reason);
        Assert.Equal(path, refused.Path);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await HashAsync(path));
        return refused;
    }

    private static Task<SqliteEntryStore> OpenAsync(string path) =>
        SqliteEntryStore.OpenAsync(new SqliteStoreOptions { Path = path }, Cancellation).AsTask();

    private static async Task<string> HashAsync(string path) =>
        Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(path, Cancellation)));
}
