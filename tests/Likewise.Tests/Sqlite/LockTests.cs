using Likewise.Sqlite;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Sqlite;

public sealed class LockTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_second_process_is_told_who_holds_the_file()
    {
        using var process = CrashProcess.Start(_directory.StorePath, StoreDurability.Process, firstVersion: 1, seed: 1);
        await process.ReadUntilAsync("opened", Cancellation);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(_directory.StorePath));

        Assert.Equal(StoreRefusal.InUse, refused.Reason);
        Assert.Contains(_directory.StorePath, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"process {process.Id}.", refused.Message, StringComparison.Ordinal);

        await process.KillAsync(Cancellation);
        await using var store = await OpenAsync(_directory.StorePath);
        Assert.NotEqual(0, (await store.MeasureAsync(Cancellation)).StoredBytes);
    }

    [Fact]
    public async Task A_second_opening_in_this_process_is_told_so_and_harms_nothing()
    {
        await using var store = await OpenAsync(_directory.StorePath);
        await store.WriteAsync(SampleEntries.Create(1), Cancellation);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(_directory.StorePath));

        Assert.Equal(StoreRefusal.InUse, refused.Reason);
        Assert.Contains("this process", refused.Message, StringComparison.Ordinal);
        await store.WriteAsync(SampleEntries.Create(2), Cancellation);
        SampleEntries.AssertSame(SampleEntries.Create(1), await store.ReadAsync(SampleEntries.Id(1), Cancellation));
    }

    [Fact]
    public async Task A_link_to_the_file_leads_to_the_same_lock()
    {
        await using var store = await OpenAsync(_directory.StorePath);
        File.CreateSymbolicLink(_directory.At("link.db"), _directory.StorePath);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(_directory.At("link.db")));

        Assert.Equal(StoreRefusal.InUse, refused.Reason);
    }

    [Fact]
    public async Task A_refusal_gives_the_lock_back()
    {
        await using (await OpenAsync(_directory.StorePath))
        {
        }

        StoreDatabase.Execute(_directory.StorePath, "CREATE TABLE notes (text TEXT)");
        await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(_directory.StorePath));
        StoreDatabase.Execute(_directory.StorePath, "DROP TABLE notes");

        await using var store = await OpenAsync(_directory.StorePath);
    }

    [Fact]
    public async Task The_pid_of_a_killed_holder_is_replaced()
    {
        await File.WriteAllTextAsync(_directory.StorePath + ".lock", "", Cancellation);
        await File.WriteAllTextAsync(_directory.StorePath + ".pid", "not a number", Cancellation);

        await using var store = await OpenAsync(_directory.StorePath);
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(_directory.StorePath));

        Assert.Contains("this process", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<SqliteEntryStore> OpenAsync(string path) => await SqliteEntryStore.OpenAsync(
        new SqliteStoreOptions { Path = path, Durability = StoreDurability.Process }, Cancellation);
}
