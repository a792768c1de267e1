using Likewise.Sqlite;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Sqlite.Upkeep;

public sealed class BackupTests : IDisposable
{
    private readonly KeptStore _kept = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _kept.Dispose();

    [Fact]
    public async Task A_backup_holds_what_was_there_and_says_so()
    {
        await using var store = await _kept.OpenAsync();
        await using var cache = await _kept.BuildAsync(store);
        for (var number = 0; number < 40; number++)
            await cache.PutAsync(KeptStore.Prompt(number), KeptStore.Answer(number));
        await cache.HitAsync(KeptStore.Prompt(7));

        var manifest = await cache.BackUpAsync(_kept.At("backup"), cancellationToken: Token);

        Assert.Equal((40L, "sqlite", 1), (manifest.Entries, manifest.Store, manifest.Version));
        Assert.Equal([new TopicEmbedder().Identity.ToString()], manifest.Embedders);
        Assert.Equal(_kept.Time.GetUtcNow(), manifest.CreatedAt);
        var read = BackupManifest.Read(_kept.At("backup"));
        Assert.Equal(manifest.Files, read.Files);
        await read.VerifyAsync(_kept.At("backup"), null, Token);
        Assert.Equal(
            ["backup.json", "store.db"], Directory.GetFiles(_kept.At("backup")).Select(Path.GetFileName).Order());

        var elsewhere = _kept.At("elsewhere.db");
        var restored = await new SqliteStoreFile(new SqliteStoreOptions { Path = elsewhere })
            .RestoreAsync(_kept.At("backup"), new RestoreOptions(), _kept.Time, cancellationToken: Token);
        Assert.Equal((40L, 0L), (restored.Entries, restored.Ended));
        Assert.Equal(Enumerable.Range(0, 40), await _kept.AnsweredAsync(40, elsewhere));
        await using var again = await _kept.OpenAsync(elsewhere);
        await using var second = await _kept.BuildAsync(again);
        var asked = second.List(new EntryFilter { Prompt = KeptStore.Prompt(7) });
        Assert.Equal(2, Assert.Single(asked).Activity.HitCount); // Once before the backup, once just now.
    }

    [Fact]
    public async Task A_backup_is_of_one_moment_though_others_write()
    {
        await _kept.FillAsync(0, 60);
        await using var store = await _kept.OpenAsync();
        await using var cache = await _kept.BuildAsync(store);
        using var pace = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                for (var number = 60; !pace.IsCancellationRequested; number++)
                {
                    await cache.PutAsync(KeptStore.Prompt(number), KeptStore.Answer(number));
                    await cache.InvalidateAsync(new EntryFilter { Prompt = KeptStore.Prompt(number - 60) }, Token);
                }
            },
            Token);

        // Slow enough for dozens of writes between its steps.
        var options = new BackupOptions { BytesPerSecondMax = 1 << 20 };
        var manifest = await CacheBackup.CreateAsync(store, _kept.At("backup"), options, _kept.Time, cancellationToken: Token);
        await pace.CancelAsync();
        await writing;

        var elsewhere = _kept.At("elsewhere.db");
        var file = new SqliteStoreFile(new SqliteStoreOptions { Path = elsewhere });
        var restored = await file.RestoreAsync(
            _kept.At("backup"), new RestoreOptions(), _kept.Time, cancellationToken: Token);
        Assert.Equal(manifest.Entries, restored.Entries);
        var answered = await _kept.AnsweredAsync(5_000, elsewhere);
        Assert.InRange(answered.Count, 59, 61); // One comes before one goes.
        Assert.Equal(Enumerable.Range(answered[0], answered.Count), answered);
        Assert.True((await file.CheckAsync(cancellationToken: Token)).IsSound);
    }

    [Fact]
    public async Task A_backup_that_is_stopped_leaves_nothing()
    {
        await _kept.FillAsync(0, 200);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new Callback(_ => stop.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await CacheBackup.CreateAsync(
            _kept.File, _kept.At("backup"), new BackupOptions(), _kept.Time, progress, stop.Token));

        Assert.False(Path.Exists(_kept.At("backup")));
        Assert.False(Path.Exists(_kept.At("backup.part")));
    }

    [Fact]
    public async Task A_draft_that_a_killed_process_left_is_in_nobodys_way()
    {
        await _kept.FillAsync(0, 3);
        Directory.CreateDirectory(_kept.At("backup.part"));
        await File.WriteAllTextAsync(_kept.At("backup.part/store.db"), "half", Token);

        var manifest = await CacheBackup.CreateAsync(
            _kept.File, _kept.At("backup") + "/", new BackupOptions(), _kept.Time, cancellationToken: Token);

        Assert.Equal(3, manifest.Entries);
        Assert.False(Path.Exists(_kept.At("backup.part")));
    }

    [Fact]
    public async Task What_is_there_is_not_written_over()
    {
        await _kept.FillAsync(0, 1);
        Directory.CreateDirectory(_kept.At("backup"));

        await Assert.ThrowsAsync<BackupException>(async () => await CacheBackup.CreateAsync(
            _kept.File, _kept.At("backup"), new BackupOptions(), _kept.Time, cancellationToken: Token));

        Assert.Empty(Directory.GetFileSystemEntries(_kept.At("backup")));
    }

    [Fact]
    public async Task A_store_in_memory_says_that_it_cannot()
    {
        await using var cache = await Caches.BuildAsync();

        await Assert.ThrowsAsync<NotSupportedException>(async () =>
            await cache.BackUpAsync(_kept.At("backup"), cancellationToken: Token));
    }

    [Fact]
    public async Task A_damaged_store_is_not_backed_up_as_if_it_were_whole()
    {
        await _kept.FillAsync(0, 200);
        var bytes = await File.ReadAllBytesAsync(_kept.Path, Token);
        bytes.AsSpan(bytes.Length / 2, 3_000).Fill(0xEE);
        await File.WriteAllBytesAsync(_kept.Path, bytes, Token);

        await Assert.ThrowsAsync<StoreRefusedException>(async () => await CacheBackup.CreateAsync(
            _kept.File, _kept.At("backup"), new BackupOptions(), _kept.Time, cancellationToken: Token));
        Assert.False(Path.Exists(_kept.At("backup")));
    }

    private sealed class Callback(Action<BackupProgress> act) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value) => act(value);
    }
}
