using Likewise.Vectors;
using Likewise.Vectors.Snapshots;

namespace Likewise.Tests.Vectors.Snapshots;

/// <summary>A crash is a copy of the directory's files as they are at that moment, opened elsewhere.</summary>
public sealed class SnapshotDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;
    private int _copies;

    private string At => Path.Combine(_root, "index");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_was_flushed_is_there_after_a_crash()
    {
        var rows = new RecoverableRows();
        using var directory = SnapshotDirectory.Open(At, rows);
        Change(directory, 0, 100);
        directory.Flush();

        var (after, recovery) = Crash();

        Assert.Equal(rows.Text(), after);
        Assert.Equal((100L, 0L), (recovery.Replayed, recovery.DroppedBytes));
        Assert.Null(recovery.Snapshot);
    }

    [Fact]
    public void A_compaction_keeps_the_snapshot_before_and_removes_what_is_older()
    {
        var rows = new RecoverableRows();
        using var directory = SnapshotDirectory.Open(At, rows);
        for (var round = 0; round < 4; round++)
        {
            Change(directory, round * 10, 10);
            directory.Compact();
            directory.Compact(); // Nothing new: nothing happens.
        }

        Change(directory, 40, 5);
        directory.Flush();

        Assert.Equal(["0000000000000000030.lwl", "0000000000000000030.lws", "0000000000000000040.lwl",
            "0000000000000000040.lws", "lock"], Files());
        var (after, recovery) = Crash();
        Assert.Equal(rows.Text(), after);
        Assert.Equal((40L, 5L), (recovery.Snapshot!.At.Sequence, recovery.Replayed));
    }

    [Fact]
    public void When_the_newest_snapshot_is_damaged_the_one_before_gives_the_same()
    {
        var rows = new RecoverableRows();
        using (var directory = SnapshotDirectory.Open(At, rows))
        {
            Change(directory, 0, 10);
            directory.Compact();
            Change(directory, 10, 10);
            directory.Compact();
            Change(directory, 20, 10);
            directory.Flush();
        }

        Flip("0000000000000000020.lws", SnapshotHeader.Bytes);

        var again = new RecoverableRows();
        using (var directory = SnapshotDirectory.Open(At, again))
        {
            Assert.Equal(rows.Text(), again.Text());
            var refused = Assert.Single(directory.Recovery.Refused);
            Assert.Equal((VectorSnapshotFault.Corrupt, "KEYS"), (refused.Fault, refused.Section));
            Assert.Equal((10L, 20L), (directory.Recovery.Snapshot!.At.Sequence, directory.Recovery.Replayed));
            directory.Compact();
            Assert.Equal(["0000000000000000010.lws", "0000000000000000030.lws"], Files().Where(name => name.EndsWith('s')));
        }

        Assert.Empty(Crash().Recovery.Refused);

        // With the good ones damaged too there is nothing left, and the newest one's fault is told.
        Flip("0000000000000000010.lws", 2000);
        Flip("0000000000000000030.lws", 3);
        Assert.Equal(VectorSnapshotFault.Foreign, Refusal());
    }

    [Fact]
    public void Before_the_second_compaction_the_logs_alone_make_up_for_a_damaged_snapshot()
    {
        var rows = new RecoverableRows();
        using var directory = SnapshotDirectory.Open(At, rows);
        Change(directory, 0, 10);
        directory.Compact();
        Change(directory, 10, 10);
        directory.Flush();
        File.WriteAllBytes(Path.Combine(At, "0000000000000000010.lws"), []);

        var (after, recovery) = Crash();

        Assert.Equal(rows.Text(), after);
        Assert.Equal(VectorSnapshotFault.Truncated, Assert.Single(recovery.Refused).Fault);
    }

    /// <summary>A compaction turns the log, writes a draft, renames it, and removes: a crash between any two.</summary>
    [Fact]
    public void A_crash_at_any_step_of_a_compaction_loses_nothing()
    {
        var rows = new RecoverableRows();
        using var directory = SnapshotDirectory.Open(At, rows);
        Change(directory, 0, 10);
        directory.Compact();
        Change(directory, 10, 10);
        rows.WhileSaving = () =>
        {
            // The log is turned; the snapshot is a draft.
            Change(directory, 20, 10);
            directory.Flush();
            Assert.Contains("0000000000000000020.lws.new", Files());
            var (during, recovery) = Crash();
            Assert.Equal(rows.Text(), during);
            Assert.Equal(10, recovery.Snapshot!.At.Sequence);
        };
        var before = CopyOf();

        directory.Compact();

        // Renamed, but what is older is not removed.
        foreach (var old in new DirectoryInfo(before).GetFiles().ExceptBy(Files(), file => file.Name))
            old.CopyTo(Path.Combine(At, old.Name));

        var (after, last) = Crash();
        Assert.Equal(rows.Text(), after);
        Assert.Equal((20L, 10L), (last.Snapshot!.At.Sequence, last.Replayed));
    }

    [Fact]
    public void A_save_that_fails_leaves_everything_as_it_was()
    {
        var rows = new RecoverableRows();
        using var directory = SnapshotDirectory.Open(At, rows);
        Change(directory, 0, 10);
        directory.Compact();
        Change(directory, 10, 10);
        rows.WhileSaving = () => throw new InvalidDataException();

        Assert.Throws<InvalidDataException>(directory.Compact);

        Change(directory, 20, 10);
        directory.Flush();
        Assert.DoesNotContain(Files(), name => name.EndsWith(DraftFile.Suffix, StringComparison.Ordinal));
        Assert.Equal(rows.Text(), Crash().Text);

        rows.WhileSaving = null;
        directory.Compact();
        Assert.Equal(rows.Text(), Crash().Text);
    }

    [Fact]
    public void An_index_that_was_filled_in_bulk_starts_over()
    {
        var rows = new RecoverableRows();
        using (var directory = SnapshotDirectory.Open(At, rows))
        {
            Change(directory, 0, 10);
            for (var key = 1000; key < 2000; key++)
                rows.Add(key, RecoverableRows.Row(key, 0));
            directory.StartOver();
            Change(directory, 10, 10);
            directory.Flush();
        }

        Assert.Equal(["0000000000000000011.lwl", "0000000000000000011.lws", "lock"], Files());
        Assert.Equal(rows.Text(), Crash().Text);

        // Killed before the new log was made: the snapshot alone is the index.
        var log = Path.Combine(At, "0000000000000000011.lwl");
        var bytes = File.ReadAllBytes(log);
        File.Delete(log);
        Assert.Equal((0L, 11L), (Crash().Recovery.Replayed, Crash().Recovery.Snapshot!.At.Sequence));

        // Damaged, it has nothing to fall back on: what came before had another history.
        File.WriteAllBytes(log, bytes);
        Flip("0000000000000000011.lws", 1500);
        Assert.Equal(VectorSnapshotFault.Corrupt, Refusal());
    }

    [Fact]
    public void What_does_not_belong_together_is_refused()
    {
        var rows = new RecoverableRows();
        using (var directory = SnapshotDirectory.Open(At, rows))
        {
            Change(directory, 0, 10);
            directory.Compact();
            Change(directory, 10, 10);
            directory.Compact();
            Change(directory, 20, 10);
            directory.Flush();
            Assert.Equal(VectorSnapshotFault.InUse, Refusal());
        }

        Assert.Equal(VectorSnapshotFault.WrongKind, Refusal(new RecoverableRows { Kind = FourLetters.Of("ELSE") }));
        Assert.Equal(VectorSnapshotFault.WrongDimension, Refusal(new RecoverableRows(dimension: 4)));

        // The log of an index that had other changes.
        var (log, older) = (Path.Combine(At, "0000000000000000020.lwl"), Path.Combine(At, "0000000000000000010.lwl"));
        var bytes = File.ReadAllBytes(log);
        ChangeLog.Create(log, new(rows.Kind, 3, new(20, 1))).Dispose();
        Assert.Equal(VectorSnapshotFault.WrongHistory, Refusal());
        File.Delete(log);
        Assert.Equal(VectorSnapshotFault.WrongHistory, Refusal());

        // The snapshots gone, and with them the beginning; or a log damaged before its end.
        File.WriteAllBytes(log, bytes);
        Flip("0000000000000000020.lwl", LogHeader.Bytes + 10);
        Assert.Equal(VectorSnapshotFault.Corrupt, Refusal());
        File.WriteAllBytes(log, bytes);
        File.Delete(Path.Combine(At, "0000000000000000010.lws"));
        File.Delete(Path.Combine(At, "0000000000000000020.lws"));
        Assert.Equal(VectorSnapshotFault.WrongHistory, Refusal());
    }

    [Fact]
    public void A_log_cut_short_with_another_behind_it_is_refused()
    {
        var rows = new RecoverableRows();
        using (var directory = SnapshotDirectory.Open(At, rows))
        {
            Change(directory, 0, 10);
            directory.Compact();
            Change(directory, 10, 10);
            directory.Compact();
        }

        Flip("0000000000000000020.lws", 1500);
        using (var log = File.OpenHandle(Path.Combine(At, "0000000000000000010.lwl"), access: FileAccess.Write))
            RandomAccess.SetLength(log, RandomAccess.GetLength(log) - 1);

        Assert.Equal(VectorSnapshotFault.Corrupt, Refusal());
    }

    /// <summary>
    /// Goal: whatever was flushed survives a crash, and nothing that was never done appears. Method: seeded changes, flushes
    /// and compactions; now and then a crash that cuts the newest log anywhere behind its last flush; what comes back must be the
    /// state after one of the changes since then.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Crashes_in_the_midst_of_anything_lose_nothing_that_was_flushed(int seed)
    {
        var random = new Random(seed);
        var rows = new RecoverableRows();
        var directory = SnapshotDirectory.Open(At, rows);
        for (var crash = 0; crash < 12; crash++)
        {
            var possible = new List<string> { rows.Text() };
            var flushedBytes = NewestLog(At).Length;
            for (var step = random.Next(40); step > 0; step--)
            {
                var sort = random.Next(12);
                if (sort < 10)
                {
                    var key = random.Next(20);
                    if (sort < 7)
                        directory.Add(key, RecoverableRows.Row(key, step));
                    else
                        directory.Remove(key);
                    possible.Add(rows.Text());
                    continue;
                }

                directory.Flush();
                if (sort == 11)
                    directory.Compact();
                possible = [rows.Text()];
                flushedBytes = NewestLog(At).Length;
            }

            // As if the buffer had been on its way to the disk.
            directory.Flush();
            var copy = CopyOf();
            directory.Dispose();
            using (var log = File.OpenHandle(NewestLog(copy).FullName, access: FileAccess.Write))
                RandomAccess.SetLength(log, flushedBytes + random.NextInt64(RandomAccess.GetLength(log) - flushedBytes + 1));
            Directory.Delete(At, recursive: true);
            Directory.Move(copy, At);

            rows = new RecoverableRows();
            directory = SnapshotDirectory.Open(At, rows);
            Assert.True(possible.Contains(rows.Text()), $"seed {seed}, crash {crash}");
        }

        directory.Dispose();
    }

    [Fact]
    public async Task Changes_flushes_and_compactions_at_once_lose_nothing()
    {
        var rows = new RecoverableRows();
        using var directory = SnapshotDirectory.Open(At, rows);
        var changing = Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            var random = new Random(worker);
            for (var version = 0; version < 2_000; version++)
            {
                var key = (random.Next(50) * 4) + worker;
                if (random.Next(4) > 0)
                    directory.Add(key, RecoverableRows.Row(key, version));
                else
                    directory.Remove(key);
                if (version % 500 == 0)
                    directory.Flush();
            }
        }, TestContext.Current.CancellationToken)).ToArray();
        while (!Array.TrueForAll(changing, task => task.IsCompleted))
            directory.Compact();

        await Task.WhenAll(changing);
        directory.Flush();

        Assert.Equal(rows.Text(), Crash().Text);
    }

    /// <summary>Four rows are added or replaced, and the last of them removed, over and over.</summary>
    private static void Change(SnapshotDirectory directory, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            if (i % 5 == 4)
                directory.Remove((i - 1) % 7);
            else
                directory.Add(i % 7, RecoverableRows.Row(i % 7, i));
        }
    }

    private static FileInfo NewestLog(string directory) =>
        new(Directory.GetFiles(directory, "*.lwl").Order(StringComparer.Ordinal).Last());

    private (string Text, Recovery Recovery) Crash()
    {
        var rows = new RecoverableRows();
        using var directory = SnapshotDirectory.Open(CopyOf(), rows);
        return (rows.Text(), directory.Recovery);
    }

    private string CopyOf()
    {
        var copy = Path.Combine(_root, $"copy-{_copies++}");
        Directory.CreateDirectory(copy);
        foreach (var name in Files().Where(name => name != "lock"))
        {
            // A draft is its writer's alone; what it holds does not matter.
            if (name.EndsWith(DraftFile.Suffix, StringComparison.Ordinal))
                File.WriteAllText(Path.Combine(copy, name), "half of something");
            else
                File.Copy(Path.Combine(At, name), Path.Combine(copy, name));
        }

        return copy;
    }

    private void Flip(string name, int at)
    {
        var path = Path.Combine(At, name);
        var bytes = File.ReadAllBytes(path);
        bytes[Math.Min(at, bytes.Length - 1)] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private VectorSnapshotFault Refusal(RecoverableRows? rows = null) => Assert.Throws<VectorSnapshotException>(
        () => SnapshotDirectory.Open(At, rows ?? new RecoverableRows())).Fault;

    private IEnumerable<string> Files() =>
        new DirectoryInfo(At).GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);
}
