using System.Globalization;
using System.Security.Cryptography;
using Likewise.Sqlite;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Sqlite;

/// <summary>
/// Goal: damage is refused or passed over, never believed and never fatal. Method: a real file of a few hundred entries is cut
/// short or has bytes changed; then it is opened, and whatever the store still returns must be what was written, to the bit.
/// </summary>
public sealed class CorruptionTests : IClassFixture<SoundFile>, IDisposable
{
    private const int PageBytes = 4096;

    private readonly StoreDirectory _directory = new();
    private readonly byte[] _sound;

    public CorruptionTests(SoundFile sound)
    {
        _sound = sound.Bytes;
        File.WriteAllBytes(_directory.StorePath, _sound);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_cut_short_anywhere_is_refused_and_left_as_it_is()
    {
        int[] lengths = [0, 1, 15, 16, 99, 100, 101, 4095, 4096, 4097, 8192, _sound.Length - PageBytes, _sound.Length - 1];
        foreach (var length in lengths.Concat(Enumerable.Range(1, 20).Select(part => _sound.Length * part / 21)))
        {
            var path = await WriteAsync($"cut-{length}.db", _sound[..length]);
            var before = SHA256.HashData(_sound[..length]);

            var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => OpenAsync(path));

            Assert.True(refused.Reason is StoreRefusal.Corrupt or StoreRefusal.NotADatabase, $"{length}: {refused.Message}");
            Assert.Equal(before, SHA256.HashData(await File.ReadAllBytesAsync(path, Cancellation)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changed_bytes_are_never_believed(bool checkOnOpen)
    {
        // One byte at a random place, or a run of up to 64; half of them in the first pages, where header and schema are.
        var seed = 4_000 + (checkOnOpen ? 1 : 0);
        var random = new Random(seed);
        var (refused, rejected, unharmed) = (0, 0, 0);
        for (var round = 0; round < Setting("LIKEWISE_CORRUPTION_ROUNDS", 60); round++)
        {
            var bytes = (byte[])_sound.Clone();
            var offset = random.Next(round % 2 == 0 ? 2 * PageBytes : bytes.Length);
            var damage = bytes.AsSpan(offset, Math.Min(bytes.Length - offset, random.Next(2) == 0 ? 1 : random.Next(1, 65)));
            for (var i = 0; i < damage.Length; i++)
                damage[i] ^= (byte)random.Next(1, 256);

            var path = await WriteAsync($"changed-{round}.db", bytes);
            var outcome = await LookAsync(path, checkOnOpen, $"seed {seed}, round {round}");
            refused += outcome is null ? 1 : 0;
            rejected += outcome is > 0 ? 1 : 0;
            unharmed += outcome is 0 ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"refused {refused}, rows rejected {rejected}, no row harmed {unharmed}");
        Assert.True(refused > 0 && rejected > 0, "The damage met nothing: the test has tested little.");
    }

    [Theory]
    [InlineData("UPDATE entries SET prompt = 'What is 8?' WHERE row = 8")]
    [InlineData("UPDATE entries SET tenant = 'ada' WHERE row = 8")]
    [InlineData("UPDATE entries SET tags = '[]' WHERE row = 8")]
    [InlineData("UPDATE entries SET expires = expires + 1 WHERE row = 8")]
    [InlineData("UPDATE entries SET sliding = NULL WHERE row = 8")]
    [InlineData("UPDATE entries SET eligibility = 1 WHERE row = 8")]
    [InlineData("UPDATE entries SET vector = zeroblob(32) WHERE row = 8")]
    [InlineData("UPDATE entries SET vector = x'' WHERE row = 8")]
    [InlineData("UPDATE entries SET embedder = 77 WHERE row = 8")]
    [InlineData("UPDATE entries SET tenant = model, model = tenant WHERE row = 8")]
    [InlineData("UPDATE entries SET created = 'yesterday' WHERE row = 8")]
    [InlineData("UPDATE activity SET last_used = last_used + 1 WHERE row = 8")]
    [InlineData("UPDATE activity SET hit_count = -1 WHERE row = 8")]
    public async Task A_row_that_was_changed_is_passed_over_and_named(string change)
    {
        StoreDatabase.Execute(_directory.StorePath, change);
        var log = new RecordingLogger();
        await using var store = await SqliteEntryStore.OpenAsync(_directory.Options(StoreDurability.Process), log, Cancellation);

        var scanned = await ScanAsync(store);

        Assert.Equal(SoundFile.KeptCount - 1, scanned.Count);
        Assert.Equal(1, store.RejectedRows);
        Assert.Contains(log.Messages, message => message.Contains("Row 8 ", StringComparison.Ordinal));
        foreach (var entry in scanned)
            SampleEntries.AssertSame(SoundFile.Sample((int)entry.Summary.Cost.InputTokens), entry, withPayload: false);
    }

    [Theory]
    [InlineData("UPDATE payloads SET payload = (SELECT payload FROM payloads WHERE row = 9) WHERE row = 8", true)]
    [InlineData("DELETE FROM payloads WHERE row = 8; UPDATE payloads SET row = 8 WHERE row = 9", true)]
    [InlineData("DELETE FROM payloads WHERE row = 8", true)]
    [InlineData("DELETE FROM activity WHERE row = 8", false)]
    public async Task A_payload_of_another_entry_or_of_none_is_not_returned(string change, bool isScanned)
    {
        StoreDatabase.Execute(_directory.StorePath, change);
        var id = IdOfRow(8);
        await using var store = await OpenAsync(_directory.StorePath);

        Assert.Null(await store.ReadAsync(id, Cancellation));
        Assert.Equal(1, store.RejectedRows);
        Assert.Equal(isScanned, (await ScanAsync(store)).Exists(entry => entry.Summary.Id == id));
    }

    [Fact]
    public async Task A_damaged_entry_can_be_replaced_and_removed()
    {
        StoreDatabase.Execute(_directory.StorePath, "UPDATE entries SET prompt = 'x' WHERE row IN (8, 9)");
        var (first, second) = (IdOfRow(8), IdOfRow(9));
        await using var store = await OpenAsync(_directory.StorePath);
        var whole = Enumerable.Range(0, SoundFile.KeptCount).Select(SoundFile.Sample).Single(entry => entry.Summary.Id == first);

        await store.WriteAsync(whole, Cancellation);
        Assert.Equal(1, await store.RemoveAsync(new[] { second }, Cancellation));

        SampleEntries.AssertSame(whole, await store.ReadAsync(first, Cancellation));
        Assert.Equal(SoundFile.KeptCount - 1, (await ScanAsync(store)).Count);
        Assert.Equal(0, store.RejectedRows);
    }

    [Fact]
    public async Task Of_a_large_file_the_pages_are_not_read_when_it_is_opened()
    {
        var bytes = (byte[])_sound.Clone();
        bytes.AsSpan(_sound.Length / 2 / PageBytes * PageBytes, PageBytes).Fill(0xFF);
        var options = new SqliteStoreOptions { Path = await WriteAsync("large.db", bytes) };
        await Assert.ThrowsAsync<StoreRefusedException>(() => SqliteEntryStore.OpenAsync(options, Cancellation).AsTask());

        options.CheckOnOpenBytesMax = bytes.Length - 1;
        await using var store = await SqliteEntryStore.OpenAsync(options, Cancellation);
        Assert.True((await store.MeasureAsync(Cancellation)).Entries > 0);
    }

    /// <returns>How many rows were rejected; null where the file was refused or SQLite found it damaged.</returns>
    private static async Task<long?> LookAsync(string path, bool checkOnOpen, string round)
    {
        try
        {
            var options = new SqliteStoreOptions { Path = path, CheckOnOpen = checkOnOpen, Durability = StoreDurability.Process };
            await using var store = await SqliteEntryStore.OpenAsync(options, Cancellation);
            foreach (var entry in await ScanAsync(store))
                AssertGenuine(entry, withPayload: false, round);
            for (var number = 0; number < SoundFile.EntryCount; number += 3)
            {
                if (await store.FindAsync(SampleEntries.Key(number), Cancellation) is { } found)
                    AssertGenuine(found, withPayload: true, round);
                if (await store.ReadAsync(SampleEntries.Id(number), Cancellation) is { } read)
                    AssertGenuine(read, withPayload: true, round);
            }

            return store.RejectedRows;
        }
        catch (StoreRefusedException refused)
        {
            Assert.NotEqual(StoreRefusal.InUse, refused.Reason);
            return null;
        }
        catch (SqliteStoreException damaged)
        {
            Assert.False(checkOnOpen && damaged.Code == 0, $"{round}: {damaged.Message}");
            return null;
        }
    }

    private static void AssertGenuine(Entry entry, bool withPayload, string round)
    {
        var number = (int)entry.Summary.Cost.InputTokens;
        Assert.True(number is >= 0 and < SoundFile.EntryCount, $"{round}: entry {number} was never written.");
        SampleEntries.AssertSame(SoundFile.Sample(number), entry, withPayload);
    }

    private EntryId IdOfRow(int row) => EntryId.Read(Convert.FromHexString(
        StoreDatabase.Read(_directory.StorePath, $"SELECT hex(id) FROM entries WHERE row = {row}")[0]));

    private async Task<string> WriteAsync(string name, byte[] bytes)
    {
        await File.WriteAllBytesAsync(_directory.At(name), bytes, Cancellation);
        return _directory.At(name);
    }

    private static async Task<List<Entry>> ScanAsync(SqliteEntryStore store)
    {
        List<Entry> entries = [];
        await foreach (var entry in store.ScanAsync(EntryFilter.All, Cancellation))
            entries.Add(entry);
        return entries;
    }

    private static async Task<SqliteEntryStore> OpenAsync(string path) => await SqliteEntryStore.OpenAsync(
        new SqliteStoreOptions { Path = path, Durability = StoreDurability.Process }, Cancellation);

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
}
