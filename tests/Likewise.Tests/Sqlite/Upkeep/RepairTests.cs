using Likewise.Sqlite;

namespace Likewise.Tests.Sqlite.Upkeep;

/// <summary>
/// Goal: whatever is done to a file, what can still be believed is saved, and nothing else. Method: a real file is damaged and
/// mended; then it must be sound, every answer in it must be the one that was stored, and what was removed must not be there.
/// </summary>
public sealed class RepairTests : IDisposable
{
    private const int Entries = 150;
    private const int Removed = 30;
    private const int PageBytes = 4_096;

    private readonly KeptStore _kept = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _kept.Dispose();

    [Fact]
    public async Task A_sound_store_is_not_touched()
    {
        await FillAsync();
        var before = await File.ReadAllBytesAsync(_kept.Path, Token);

        var report = await RepairAsync();

        Assert.Equal((true, null, (long)Entries), (report.WasSound, report.Copy, report.Kept));
        Assert.Equal(before, await File.ReadAllBytesAsync(_kept.Path, Token));
        Assert.Equal(["cache.db", "cache.db.lock"], Directory.GetFiles(_kept.At("")).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(1, "UPDATE entries SET prompt = 'x' WHERE row = 8")]
    [InlineData(1, "UPDATE payloads SET payload = x'00' WHERE row = 8")]
    [InlineData(1, "DELETE FROM payloads WHERE row = 8")]
    [InlineData(1, "UPDATE entries SET embedder = 77 WHERE row = 8")]
    [InlineData(1, "UPDATE entries SET id = x'00' WHERE row = 8")]
    [InlineData(0, "DELETE FROM activity WHERE row = 8")]
    [InlineData(0, "UPDATE activity SET hit_count = 99 WHERE row = 8")]
    [InlineData(0, "INSERT INTO payloads VALUES (900, x'00', 0)")]
    [InlineData(0, "INSERT INTO embedders (identity) VALUES ('nobody')")]
    [InlineData(0, "CREATE TABLE mine (x)")]
    [InlineData(0, "DROP INDEX entries_by_size")]
    [InlineData(0, "PRAGMA user_version = 99")]
    [InlineData(0, "PRAGMA application_id = 7")]
    public async Task What_was_done_to_it_from_outside_is_mended_and_costs_no_more_than_it_must(int lost, string change)
    {
        await FillAsync();
        StoreDatabase.Execute(_kept.Path, change);
        var before = await File.ReadAllBytesAsync(_kept.Path, Token);

        var report = await RepairAsync();

        Assert.True(report.Result.IsSound, string.Join("; ", report.Result.Findings));
        Assert.Equal((lost, Entries - lost), (report.Lost.Findings.Count, report.Kept));
        Assert.Equal(change.Contains("activity", StringComparison.Ordinal) ? 1 : 0, report.ActivityBegunAnew);
        Assert.Equal(before, await File.ReadAllBytesAsync(report.Copy!, Token));
        Assert.Equal(Entries - lost, (await AnsweredAsync()).Count);
        Assert.True((await RepairAsync()).WasSound);
    }

    [Fact]
    public async Task Pages_damaged_anywhere_cost_what_was_on_them_and_nothing_that_was_removed_comes_back()
    {
        await FillAsync();
        var sound = await File.ReadAllBytesAsync(_kept.Path, Token);
        var random = new Random(7_000);
        var (rounds, kept) = (Setting("LIKEWISE_REPAIR_ROUNDS", 25), 0L);
        for (var round = 0; round < rounds; round++)
        {
            // A whole page, or a run of bytes anywhere; every third time the header's or the schema's page too.
            var bytes = (byte[])sound.Clone();
            for (var blow = random.Next(1, 4); blow > 0; blow--)
            {
                var offset = random.Next(bytes.Length / PageBytes) * PageBytes;
                var length = random.Next(2) == 0 ? PageBytes : random.Next(1, 600);
                random.NextBytes(bytes.AsSpan(offset + random.Next(PageBytes - length + 1), length));
            }

            if (round % 3 == 0)
                random.NextBytes(bytes.AsSpan(random.Next(200), random.Next(1, 300)));
            await File.WriteAllBytesAsync(_kept.Path, bytes, Token);
            var report = await RepairAsync();
            Assert.True(report.Result.IsSound, $"round {round}: {string.Join("; ", report.Result.Findings)}");
            var answered = await AnsweredAsync();
            Assert.Equal(report.Kept, answered.Count);
            Assert.All(answered, number => Assert.InRange(number, 0, Entries - 1));
            kept += report.Kept;
            foreach (var copy in Directory.GetFiles(_kept.At(""), "*.before-repair*"))
                File.Delete(copy);
        }

        // A page holds two entries or twenty payloads' worth of one: most must survive.
        Assert.True(kept > rounds * Entries / 2, $"Only {kept} of {rounds * Entries} entries were saved.");
    }

    [Fact]
    public async Task Every_entry_is_found_though_no_way_leads_to_it()
    {
        await FillAsync();
        var root = int.Parse(
            StoreDatabase.Read(_kept.Path, "SELECT rootpage FROM sqlite_master WHERE name = 'entries'")[0],
            System.Globalization.CultureInfo.InvariantCulture);
        var bytes = await File.ReadAllBytesAsync(_kept.Path, Token);
        bytes.AsSpan((root - 1) * PageBytes, PageBytes).Clear();
        await File.WriteAllBytesAsync(_kept.Path, bytes, Token);

        var report = await RepairAsync();

        Assert.True(report.IsBroken);
        Assert.Equal((Entries, 0), (report.Kept, report.DoubtfulPages));
        Assert.Equal(Enumerable.Range(0, Entries), await AnsweredAsync());
    }

    [Fact]
    public async Task Where_nobody_knows_which_pages_are_free_they_are_left_unless_that_is_asked_for()
    {
        await FillAsync();
        var bytes = await File.ReadAllBytesAsync(_kept.Path, Token);
        bytes.AsSpan(0, PageBytes).Clear(); // Header, schema and the list of free pages.
        await File.WriteAllBytesAsync(_kept.Path, bytes, Token);

        var careful = await RepairAsync();
        Assert.Equal(0, careful.Kept);
        Assert.True(careful.DoubtfulPages > 10);

        await File.WriteAllBytesAsync(_kept.Path, bytes, Token);
        var bold = await _kept.File.RepairAsync(new RepairOptions { TakesDoubtful = true }, cancellationToken: Token);
        Assert.True(bold.Result.IsSound);
        Assert.InRange(bold.Kept, Entries, Entries + Removed);
    }

    [Fact]
    public async Task What_was_committed_to_the_log_alone_is_saved_and_what_was_removed_there_is_not()
    {
        await FillAsync();
        await using (var store = await _kept.OpenAsync())
        {
            await using var cache = await _kept.BuildAsync(store);
            await Fixtures.Caches.PutAsync(cache, KeptStore.Prompt(Entries), KeptStore.Answer(Entries));
            await cache.InvalidateAsync(new EntryFilter { Prompt = KeptStore.Prompt(3) }, Token);
            File.Copy(_kept.Path, _kept.At("killed.db"));
            File.Copy(_kept.Path + "-wal", _kept.At("killed.db-wal"));
        }

        // As a kill leaves them, with a header that SQLite will not open.
        var bytes = await File.ReadAllBytesAsync(_kept.At("killed.db"), Token);
        bytes.AsSpan(0, 16).Clear();
        await File.WriteAllBytesAsync(_kept.Path, bytes, Token);
        File.Move(_kept.At("killed.db-wal"), _kept.Path + "-wal", overwrite: true);
        var report = await RepairAsync();

        Assert.True(report.Result.IsSound);
        var answered = await AnsweredAsync();
        Assert.Contains(Entries, answered);
        Assert.DoesNotContain(3, answered);
        Assert.Equal(Entries, answered.Count);
        Assert.True(File.Exists(report.Copy + "-wal"));
    }

    [Fact]
    public async Task A_store_whose_repair_was_interrupted_is_refused_until_it_is_repaired()
    {
        await FillAsync();
        File.Copy(_kept.Path, _kept.Path + ".before-repair");
        RepairMark.Write(_kept.Path, _kept.Path + ".before-repair");
        await File.WriteAllTextAsync(_kept.Path, "neither the old nor the new", Token);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(async () => await _kept.OpenAsync());
        Assert.Contains("likewise repair", refused.Message, StringComparison.Ordinal);
        var report = await RepairAsync();

        Assert.Equal(Entries, report.Kept);
        Assert.Equal(Enumerable.Range(0, Entries), await AnsweredAsync());
    }

    [Theory]
    [InlineData("UPDATE invalidations SET body = x'00' WHERE number = (SELECT max(number) FROM invalidations)")]
    [InlineData("DELETE FROM invalidations")]
    public async Task Where_records_of_invalidations_are_lost_what_they_may_have_taken_goes(string change)
    {
        await FillAsync();
        await _kept.FillAsync(Entries + Removed, 2); // After all that was invalidated.
        StoreDatabase.Execute(_kept.Path, change + "; UPDATE payloads SET payload = x'00' WHERE row = 8");

        var report = await RepairAsync();

        Assert.True(report.Result.IsSound, string.Join("; ", report.Result.Findings));
        Assert.Equal((2, Entries), (report.Kept, report.Invalidated));
        Assert.Equal([Entries + Removed, Entries + Removed + 1], await _kept.AnsweredAsync(Entries + Removed + 2));
        await using var store = await _kept.OpenAsync();
        await using var cache = await _kept.BuildAsync(store);
        await cache.InvalidateAsync(EntryFilter.All, Token);
        Assert.Empty(cache.List(EntryFilter.All));
    }

    [Fact]
    public async Task A_store_in_use_is_not_mended()
    {
        await FillAsync();
        await using var store = await _kept.OpenAsync();

        Assert.Equal(
            StoreRefusal.InUse, (await Assert.ThrowsAsync<StoreRefusedException>(RepairAsync)).Reason);
    }

    /// <summary>With pages that were given free, full of entries that were removed.</summary>
    private async Task FillAsync()
    {
        await _kept.FillAsync(0, Entries + Removed);
        await using var store = await _kept.OpenAsync();
        await using var cache = await _kept.BuildAsync(store);
        for (var number = Entries; number < Entries + Removed; number++)
            await cache.InvalidateAsync(new EntryFilter { Prompt = KeptStore.Prompt(number) }, Token);
    }

    private Task<RepairReport> RepairAsync() => _kept.File.RepairAsync(cancellationToken: Token).AsTask();

    private Task<List<int>> AnsweredAsync() => _kept.AnsweredAsync(Entries + Removed);

    private static int Setting(string name, int value) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
        ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : value;
}
