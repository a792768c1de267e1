using System.Globalization;
using Likewise.Crash;
using Likewise.Sqlite;

namespace Likewise.Tests.Sqlite.Upkeep;

/// <summary>
/// Goal: a kill in the middle of a backup, a restore, a repair or a migration loses nothing that was acknowledged, leaves no half
/// of anything, and brings nothing back. Method: a real process does it and says how far it is; it is killed after a random line,
/// or a random moment after one; then everything that is there is looked at.
/// </summary>
public sealed class KillTests : IDisposable
{
    private static readonly int Rounds = Setting("LIKEWISE_KILL_ROUNDS", 3);

    private readonly StoreDirectory _directory = new();
    private readonly Random _random = new(Setting("LIKEWISE_KILL_SEED", 20_260_315));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_backup_that_has_its_name_is_whole()
    {
        Directory.CreateDirectory(_directory.At("backups"));
        HashSet<string> acknowledged = [];
        await CrashUpkeep.FillAsync(_directory.StorePath, 0, CrashUpkeep.Entries);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var said in await RunAndKillAsync(lines: 12, "backup", _directory.StorePath, _directory.At("backups")))
            {
                if (said.StartsWith("backed up ", StringComparison.Ordinal))
                    acknowledged.Add(said["backed up ".Length..]);
            }

            await AssertSoundAsync(_directory.StorePath, CrashUpkeep.Entries);
        }

        var whole = Directory.GetDirectories(_directory.At("backups"))
            .Where(path => !path.EndsWith(".part", StringComparison.Ordinal)).ToArray();
        Assert.Superset(acknowledged, whole.Select(path => Path.GetFileName(path)!).ToHashSet());
        foreach (var backup in whole)
        {
            var restored = _directory.At("restored.db");
            await new SqliteStoreFile(new SqliteStoreOptions { Path = restored })
                .RestoreAsync(backup, new RestoreOptions { Replaces = true }, TimeProvider.System, cancellationToken: Token);
            await AssertSoundAsync(restored, CrashUpkeep.Entries);
        }
    }

    [Fact]
    public async Task A_restore_that_is_killed_leaves_the_one_store_or_the_other()
    {
        var (few, many) = (CrashUpkeep.Entries / 2, CrashUpkeep.Entries);
        await CrashUpkeep.FillAsync(_directory.StorePath, 0, few);
        await BackUpAsync("few");
        await CrashUpkeep.FillAsync(_directory.StorePath, few, many);
        await BackUpAsync("many");

        for (var round = 0; round < Rounds; round++)
        {
            await RunAndKillAsync(
                lines: 8, "restore", _directory.StorePath, _directory.At("few"), _directory.At("many"));
            await using (var store = await CrashUpkeep.OpenAsync(_directory.StorePath))
                Assert.Contains((await store.MeasureAsync(Token)).Entries, new long[] { few, many });
            Assert.True((await CheckAsync(_directory.StorePath)).IsSound);
        }
    }

    [Fact]
    public async Task A_migration_that_is_killed_loses_no_entry_and_brings_none_back()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var path = _directory.At($"migrated-{round}.db");
            await CrashUpkeep.FillAsync(path, 0, CrashUpkeep.Entries);
            HashSet<int> removed = [];
            for (var turn = 0; turn < 2; turn++)
            {
                foreach (var said in await RunAndKillAsync(lines: 40, "migrate", path))
                {
                    if (said.StartsWith("removed ", StringComparison.Ordinal))
                        removed.Add(int.Parse(said["removed ".Length..], CultureInfo.InvariantCulture));
                }
            }

            await using var store = await CrashUpkeep.OpenAsync(path);
            await using var cache = await CrashUpkeep.BuildAsync(store, "2", former: "1");
            await AssertAnswersAsync(cache, removed); // As it was left, some here and some there.
            Assert.Equal(0, (await cache.MigrateAsync(cancellationToken: Token)).Left);
            await AssertAnswersAsync(cache, removed);
            await foreach (var entry in store.ScanAsync(EntryFilter.All, Token))
                Assert.Equal("2", entry.Summary.Embedder.Revision);
        }
    }

    [Fact]
    public async Task A_repair_that_is_killed_is_done_again_from_the_copy()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var path = _directory.At($"repaired-{round}.db");
            await CrashUpkeep.FillAsync(path, 0, CrashUpkeep.Entries);
            StoreDatabase.Execute(path, "UPDATE entries SET prompt = 'x' WHERE row = 8");
            var before = await File.ReadAllBytesAsync(path, Token);

            await RunAndKillAsync(lines: 1, "repair", path);
            var report = await new SqliteStoreFile(new SqliteStoreOptions { Path = path }).RepairAsync(cancellationToken: Token);

            Assert.True(report.Result.IsSound);
            Assert.Equal(CrashUpkeep.Entries - 1, report.Kept);
            Assert.Equal(before, await File.ReadAllBytesAsync(path + ".before-repair", Token));
        }
    }

    private async Task<List<string>> RunAndKillAsync(int lines, params string[] arguments)
    {
        using var process = CrashProcess.Start(arguments);
        List<string> said = [];
        var last = _random.Next(1, lines + 1);
        while (await process.ReadLineAsync(Token) is { } line)
        {
            said.Add(line);
            if (said.Count != last)
                continue;

            // Between two lines is where the work is done.
            for (var turn = _random.Next(20_000); turn > 0 && !process.HasEnded; turn--)
                Thread.SpinWait(50);
            await process.KillAsync(Token);
        }

        if (said.Count < last && arguments[0] != "repair")
            await process.FailAsync(Token);
        return said;
    }

    private async Task BackUpAsync(string name) => await CacheBackup.CreateAsync(
        new SqliteStoreFile(_directory.Options()), _directory.At(name), new BackupOptions(), TimeProvider.System,
        cancellationToken: Token);

    private static async Task AssertSoundAsync(string path, int entries)
    {
        var report = await CheckAsync(path);
        Assert.True(report.IsSound, string.Join("; ", report.Findings));
        Assert.Equal(entries, report.Entries);
    }

    private static async Task AssertAnswersAsync(SemanticCache cache, HashSet<int> removed)
    {
        for (var number = 0; number < CrashUpkeep.Entries; number++)
        {
            var hit = await cache.LookupAsync(CrashUpkeep.Prompt(number), Token) as LookupHit;
            if (removed.Contains(number))
                Assert.Null(hit);
            else if (number % 5 != 0) // Of the others a removal may have been under way.
                Assert.Equal(CrashUpkeep.Answer(number), hit?.Response.Text);
        }
    }

    private static async Task<StoreReport> CheckAsync(string path) =>
        await new SqliteStoreFile(new SqliteStoreOptions { Path = path }).CheckAsync(cancellationToken: Token);

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
}
