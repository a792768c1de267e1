using Likewise.Vectors.Snapshots;

namespace Likewise.Tests.Vectors.Snapshots;

public sealed class SnapshotOrderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    private string At => Path.Combine(_root, "index");

    private bool HasSnapshot => Directory.GetFiles(At, "*.lws").Length > 0;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>
    /// Goal: no crash finds a snapshot that is ahead of its log. Method: a change stops between being made and being logged, a
    /// compaction saves the index with it, and goes on until it waits or the snapshot counts; the files of that moment must be
    /// the index after as many changes as they say.
    /// </summary>
    [Fact]
    public async Task A_snapshot_that_caught_a_change_does_not_count_before_the_log_has_it()
    {
        var rows = new RecoverableRows();
        using var directory = SnapshotDirectory.Open(At, rows);
        directory.Add(1, RecoverableRows.Row(1, version: 1));
        var before = rows.Text();
        using var made = new ManualResetEventSlim();
        Thread? compacting = null;
        (string Text, Recovery Recovery)? amid = null;
        var change = Task.CompletedTask;
        rows.BeforeSaving = () =>
        {
            change = Task.Run(() => directory.Add(2, RecoverableRows.Row(2, version: 2)), CancellationToken.None);
            made.Wait();
            Volatile.Write(ref compacting, Thread.CurrentThread);
        };
        rows.WhileAdding = () =>
        {
            made.Set();
            SpinWait.SpinUntil(() =>
                HasSnapshot || Volatile.Read(ref compacting)?.ThreadState.HasFlag(ThreadState.WaitSleepJoin) == true);
            amid = Crash("amid");
        };

        await Task.Factory.StartNew(
            directory.Compact, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await change;

        Assert.Equal((before, 1L), (amid?.Text, amid?.Recovery.Replayed));
        var after = Crash("after");
        Assert.Equal(rows.Text(), after.Text);
        Assert.Equal((1L, 1L), (after.Recovery.Snapshot!.At.Sequence, after.Recovery.Replayed));
    }

    /// <summary>The files as they are now, which is what a process that is killed now would leave, opened elsewhere.</summary>
    private (string Text, Recovery Recovery) Crash(string name)
    {
        var copy = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        foreach (var file in new DirectoryInfo(At).GetFiles("*.lw?"))
            file.CopyTo(Path.Combine(copy, file.Name));
        var rows = new RecoverableRows();
        using var directory = SnapshotDirectory.Open(copy, rows);
        return (rows.Text(), directory.Recovery);
    }
}
