using Likewise.Sqlite;

namespace Likewise.Tests.Sqlite.Upkeep;

public sealed class RestoreTests : IDisposable
{
    private readonly KeptStore _kept = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _kept.Dispose();

    [Fact]
    public async Task A_store_that_is_there_gives_way_only_when_told_to()
    {
        await BackUpAsync(20);
        await _kept.FillAsync(20, 5);

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => RestoreAsync(new RestoreOptions()));
        Assert.Equal(StoreRefusal.Occupied, refused.Reason);
        Assert.Equal(25, (await _kept.AnsweredAsync(30)).Count);

        Assert.Equal(20, (await RestoreAsync(new RestoreOptions { Replaces = true })).Entries);
        Assert.Equal(Enumerable.Range(0, 20), await _kept.AnsweredAsync(30));
        Assert.Equal(["backup", "cache.db", "cache.db.lock"], Names);
    }

    [Fact]
    public async Task The_log_that_a_killed_process_left_is_not_merged_into_the_restored_store()
    {
        await BackUpAsync(20);
        await _kept.FillAsync(20, 5);

        // As a kill leaves them: the file, and a log with writes of its own.
        await using (var store = await _kept.OpenAsync())
        {
            await using var cache = await _kept.BuildAsync(store);
            await Fixtures.Caches.PutAsync(cache, KeptStore.Prompt(25), KeptStore.Answer(25));
            File.Copy(_kept.Path, _kept.At("killed.db"));
            File.Copy(_kept.Path + "-wal", _kept.At("killed.db-wal"));
        }

        File.Move(_kept.At("killed.db"), _kept.Path, overwrite: true);
        File.Move(_kept.At("killed.db-wal"), _kept.Path + "-wal", overwrite: true);
        await RestoreAsync(new RestoreOptions { Replaces = true });

        Assert.Equal(Enumerable.Range(0, 20), await _kept.AnsweredAsync(30));
        Assert.True((await _kept.File.CheckAsync(cancellationToken: Token)).IsSound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task A_damaged_store_gives_way_too(string spoilt)
    {
        await BackUpAsync(20);
        await File.WriteAllBytesAsync(_kept.Path + spoilt, new byte[70_000], Token);

        await RestoreAsync(new RestoreOptions { Replaces = true });

        Assert.Equal(Enumerable.Range(0, 20), await _kept.AnsweredAsync(20));
    }

    [Fact]
    public async Task A_store_in_use_is_not_replaced()
    {
        await BackUpAsync(3);
        await using var store = await _kept.OpenAsync();

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => RestoreAsync(new RestoreOptions { Replaces = true }));

        Assert.Equal(StoreRefusal.InUse, refused.Reason);
    }

    [Fact]
    public async Task What_has_ended_is_left_out_where_that_is_asked_for()
    {
        await _kept.FillAsync(0, 6, new EntryOptions { TimeToLive = TimeSpan.FromHours(1) });
        await BackUpAsync(4, first: 6);
        _kept.Time.Advance(TimeSpan.FromHours(2));

        var whole = await RestoreAsync(new RestoreOptions { Replaces = true });
        Assert.Equal((10L, 0L), (whole.Entries, whole.Ended));
        var live = await RestoreAsync(new RestoreOptions { Replaces = true, WithoutEnded = true });
        Assert.Equal((4L, 6L), (live.Entries, live.Ended));
    }

    [Theory]
    [InlineData("store.db", 5_000)]
    [InlineData("store.db", -1)]
    [InlineData("evidence", 2)]
    [InlineData("evidence", -1)]
    public async Task A_backup_that_is_not_whole_is_refused_and_touches_nothing(string name, int at)
    {
        await BackUpAsync(20, evidence: "what was learned");
        var path = _kept.At("backup/" + name);
        if (at < 0)
            File.Delete(path);
        else
            await SpoilAsync(path, at);

        await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(new RestoreOptions { Replaces = true }));

        Assert.Equal(20, (await _kept.AnsweredAsync(20)).Count);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("{HEAD}", "likewise.backup", "other")]
    [InlineData("{HEAD}", "\"version\":1", "\"version\":2")]
    [InlineData("{HEAD}", "sqlite", "redis")]
    [InlineData("{HEAD}", "[]}", """[{"name":"../x","bytes":1,"sha256":""},{"name":"store.db","bytes":1,"sha256":""}]}""")]
    public async Task What_is_no_backup_is_refused(string manifest, string said = "-", string otherwise = "-")
    {
        const string Head = """
            {"format":"likewise.backup","version":1,"store":"sqlite","createdAt":"2026-01-01T00:00:00Z","entries":0,
            "payloadBytes":0,"embedders":[],"files":[]}
            """;
        manifest = manifest.Replace("{HEAD}", Head.Replace(said, otherwise, StringComparison.Ordinal), StringComparison.Ordinal);
        Directory.CreateDirectory(_kept.At("backup"));
        await File.WriteAllTextAsync(_kept.At("backup/backup.json"), manifest, Token);

        await Assert.ThrowsAsync<BackupException>(() => RestoreAsync(new RestoreOptions()));

        Assert.False(File.Exists(_kept.Path));
    }

    [Fact]
    public async Task What_was_learned_of_hits_comes_back_with_the_entries()
    {
        await BackUpAsync(2, evidence: "what was learned");
        File.Delete(_kept.Path + ".evidence");

        await RestoreAsync(new RestoreOptions { Replaces = true, EvidenceFile = _kept.Path + ".evidence" });

        Assert.Equal("what was learned", await File.ReadAllTextAsync(_kept.Path + ".evidence", Token));
    }

    private IEnumerable<string?> Names => Directory.GetFileSystemEntries(_kept.At("")).Select(Path.GetFileName).Order();

    private async Task BackUpAsync(int count, int first = 0, string? evidence = null)
    {
        await _kept.FillAsync(first, count);
        if (evidence is not null)
            await File.WriteAllTextAsync(_kept.Path + ".evidence", evidence, Token);
        var options = new BackupOptions { EvidenceFile = _kept.Path + ".evidence" };
        await CacheBackup.CreateAsync(_kept.File, _kept.At("backup"), options, _kept.Time, cancellationToken: Token);
    }

    private Task<RestoredStore> RestoreAsync(RestoreOptions options) =>
        _kept.File.RestoreAsync(_kept.At("backup"), options, _kept.Time, cancellationToken: Token).AsTask();

    private static async Task SpoilAsync(string path, int at)
    {
        var bytes = await File.ReadAllBytesAsync(path, Token);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Token);
    }
}
