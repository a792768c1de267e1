using System.Globalization;
using Likewise.Crash;
using Likewise.Sqlite;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Sqlite;

/// <summary>
/// Goal: what was acknowledged survives a kill, what was removed does not come back. Method: a real process writes and removes
/// beside itself and says what it is about to do and what was acknowledged; it is killed at a random line; the file is opened and
/// each slot must hold what was acknowledged last, or what was about to happen, whole.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private const int Absent = 0;

    private readonly StoreDirectory _directory = new();

    /// <summary>What each slot may hold: one version, and a second where the kill fell between word and deed.</summary>
    private readonly HashSet<int>[] _allowed =
        [.. Enumerable.Range(0, CrashEntries.Slots).Select(_ => new HashSet<int> { Absent })];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_kill_at_any_moment_loses_nothing_acknowledged_and_brings_nothing_back()
    {
        var rounds = Setting("LIKEWISE_CRASH_ROUNDS", 30);
        var seed = Setting("LIKEWISE_CRASH_SEED", 20_260_301);
        var random = new Random(seed);
        var acknowledged = 0;

        for (var round = 0; round < rounds; round++)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, round {round}");
            var durability = random.Next(2) == 0 ? StoreDurability.Full : StoreDurability.Process;

            // One round in eight ends while the store is being opened, and so while an earlier kill is being recovered from.
            var lines = random.Next(8) == 0 ? 1 : random.Next(3, 1_000);
            acknowledged += await RunAndKillAsync(durability, firstVersion: 1 + (round * 100_000), random.Next(), lines);

            // Some kills are left for the next process to recover from.
            if (random.Next(3) > 0 || round == rounds - 1)
                await VerifyAsync();
        }

        Assert.True(acknowledged > rounds * 100, $"Only {acknowledged} writes were acknowledged: the test has tested little.");
    }

    [Theory]
    [InlineData(".lock")]
    [InlineData(".new")]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task A_kill_while_the_file_is_made_leaves_no_half_of_a_store(string suffix)
    {
        using (var process = CrashProcess.Start(_directory.StorePath, StoreDurability.Full, firstVersion: 1, seed: 1))
        {
            await process.ReadUntilAsync("starting", Cancellation);
            var (moment, last) = (_directory.StorePath + suffix, _directory.StorePath + "-wal");
            while (!process.HasEnded && !File.Exists(moment) && !File.Exists(last))
                await Task.Yield();
            await process.KillAsync(Cancellation);
        }

        await using (var store = await SqliteEntryStore.OpenAsync(_directory.Options(), Cancellation))
        {
            await store.WriteAsync(SampleEntries.Create(1), Cancellation);
            Assert.Equal(0, store.RejectedRows);
        }

        Assert.Equal(["ok"], StoreDatabase.Read(_directory.StorePath, "PRAGMA integrity_check"));
        Assert.Equal(["cache.db", "cache.db.lock"], _directory.FileNames);
    }

    private async Task<int> RunAndKillAsync(StoreDurability durability, int firstVersion, int seed, int lines)
    {
        using var process = CrashProcess.Start(_directory.StorePath, durability, firstVersion, seed);
        await process.ReadUntilAsync("starting", Cancellation);
        return await process.KillAfterAsync(lines, Note, Cancellation);
    }

    /// <returns>Whether the line acknowledges something.</returns>
    private bool Note(string line)
    {
        if (line.Split(' ') is not [var verb, var slotText, var versionText])
            return false;
        var slot = int.Parse(slotText, CultureInfo.InvariantCulture);
        var version = int.Parse(versionText, CultureInfo.InvariantCulture);
        var isDone = verb is "wrote" or "removed";
        if (isDone)
            _allowed[slot].Clear();
        _allowed[slot].Add(version);
        return isDone;
    }

    private async Task VerifyAsync()
    {
        HashSet<EntryId> found = [];
        await using (var store = await SqliteEntryStore.OpenAsync(_directory.Options(), Cancellation))
        {
            for (var slot = 0; slot < CrashEntries.Slots; slot++)
            {
                var entry = await store.FindAsync(CrashEntries.Key(slot), Cancellation);
                var version = entry is null ? Absent : CrashEntries.VersionOf(entry);
                Assert.True(_allowed[slot].Contains(version),
                    $"Slot {slot} holds version {version}, which is none of {string.Join(", ", _allowed[slot])}.");
                _allowed[slot] = [version];
                if (entry is null)
                    continue;
                found.Add(entry.Summary.Id);
                SampleEntries.AssertSame(CrashEntries.Create(slot, version) with { Activity = entry.Activity }, entry);
            }

            HashSet<EntryId> scanned = [];
            await foreach (var entry in store.ScanAsync(EntryFilter.All, Cancellation))
                Assert.True(scanned.Add(entry.Summary.Id));
            Assert.Equal(found, scanned);
            Assert.Equal(0, store.RejectedRows);
        }

        Assert.Equal(["ok"], StoreDatabase.Read(_directory.StorePath, "PRAGMA integrity_check"));
    }

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
}
