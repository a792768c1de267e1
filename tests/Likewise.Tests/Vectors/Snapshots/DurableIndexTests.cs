using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Snapshots;

public sealed class DurableIndexTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;
    private int _copies;

    private string At => Path.Combine(_root, "index");

    public static TheoryData<string> Kinds => SavedKind.All;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>
    /// Random additions, replacements, removals, flushes and compactions; now and then the index is closed and opened, or its
    /// files are taken as a crash would leave them and opened elsewhere. The oracle is the history.
    /// </summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_index_is_what_its_history_says_after_every_opening(string kind)
    {
        var choice = new Random(kind.Length);
        var changes = new RandomChanges(seed: 17, keys: 400);
        var durable = Open(kind);
        for (var round = 0; round < 60; round++)
        {
            changes.Make(choice.Next(120), removeShare: choice.Next(2, 6), durable);
            switch (choice.Next(5))
            {
                case 0:
                    durable.Flush();
                    break;
                case 1:
                    durable.Compact();
                    break;
                case 2:
                    durable.Dispose();
                    durable = Open(kind, verify: round % 2 == 0);
                    break;
                case 3:
                    durable.Flush();
                    using (var after = Open(kind, at: Copy()))
                        changes.Check(after);
                    break;
            }

            Assert.Equal(changes.Held.Count, durable.Count);
        }

        durable.Dispose();
        using var last = Open(kind);
        changes.Check(last);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_crash_leaves_the_index_as_it_was_at_some_change_after_the_flush(string kind)
    {
        // The log holds 64 KiB back, so some of the last changes are in the file and some are not.
        var (rows, vectors) = (new List<float[]>(), new RandomVectors(seed: 2));
        using var durable = Open(kind);
        while (rows.Count < 4_000)
        {
            rows.Add(vectors.Next(SavedKind.Dimension));
            durable.Add(rows.Count - 1, rows[^1]);
            if (rows.Count == 100)
                durable.Flush();
        }

        using var after = Open(kind, at: Copy());

        Assert.InRange(after.Recovery.Changes, 101, 3_999);
        Assert.Equal(after.Recovery.Changes, after.Count);
        var found = new Neighbor[1];
        Assert.Equal(1, after.Search(rows[after.Count - 1], 0.99f, found));
        Assert.Equal(after.Count - 1, found[0].Key);
        Assert.Equal(0, after.Search(rows[after.Count], 0.99f, found));
    }

    [Fact]
    public void A_damaged_snapshot_is_passed_over_and_nothing_is_lost()
    {
        var changes = new RandomChanges(seed: 4, keys: 300);
        using (var durable = Open("binary int8"))
        {
            for (var round = 0; round < 2; round++)
            {
                changes.Make(300, removeShare: 3, durable);
                durable.Compact();
            }

            changes.Make(300, removeShare: 3, durable);
        }

        var newest = Directory.GetFiles(At, "*.lws").Order().Last();
        Flip(newest, new FileInfo(newest).Length / 2);

        using var opened = Open("binary int8");
        changes.Check(opened);
        var refused = Assert.Single(opened.Recovery.Refused);
        Assert.Equal((VectorSnapshotFault.Corrupt, "BLKS"), (refused.Fault, refused.Section));
    }

    [Fact]
    public void What_a_crash_broke_off_is_told()
    {
        using (var durable = Open("flat int8"))
            new RandomChanges(seed: 4, keys: 300).Make(10, removeShare: 0, durable);
        var log = Assert.Single(Directory.GetFiles(At, "*.lwl"));
        using (var file = new FileStream(log, FileMode.Open))
            file.SetLength(file.Length - 5);

        using var opened = Open("flat int8");

        Assert.Equal((9L, 9L), (opened.Recovery.Changes, opened.Recovery.Replayed));
        Assert.True(opened.Recovery.DroppedBytes > 0);
    }

    [Fact]
    public void A_directory_of_another_index_is_refused_and_left_as_it_is()
    {
        using (var durable = Open("binary int8"))
            new RandomChanges(seed: 4, keys: 300).Make(10, removeShare: 0, durable);

        // The log alone tells another encoder from this one; and so does a snapshot.
        for (var i = 0; i < 2; i++)
        {
            Refuse(VectorSnapshotFault.WrongForm, new BinaryIndex(new SignEncoder(SavedKind.Dimension, 256, seed: 8)));
            Refuse(VectorSnapshotFault.WrongForm, new BinaryIndex(new SignEncoder(SavedKind.Dimension, 512, seed: 7)));
            Refuse(VectorSnapshotFault.WrongForm, SavedKind.Create("binary float32"));
            Refuse(VectorSnapshotFault.WrongKind, SavedKind.Create("flat int8"));
            Refuse(VectorSnapshotFault.WrongDimension, new BinaryIndex(new SignEncoder(SavedKind.Dimension + 1, seed: 7)));
            using var durable = Open("binary int8");
            Assert.Equal(10, durable.Count);
            Refuse(VectorSnapshotFault.InUse, SavedKind.Create("binary int8"));
            durable.Compact();
        }
    }

    [Fact]
    public void A_compaction_begins_by_itself_when_the_log_is_long()
    {
        var vectors = new RandomVectors(seed: 2).Next(8, 1024);
        using (var durable = DurableIndex.Open(At, new FlatIndex(1024)))
        {
            // 16 MiB of rows of 4 KiB, over and over the same few.
            for (var i = 0; durable.Compaction.IsCompletedSuccessfully && Directory.GetFiles(At, "*.lws").Length == 0; i++)
            {
                Assert.True(i < 5_000);
                durable.Add(i % 8, vectors[i % 8]);
            }
        }

        Assert.Single(Directory.GetFiles(At, "*.lws"));
        using var opened = DurableIndex.Open(At, new FlatIndex(1024));
        Assert.Null(opened.CompactionFault);
        Assert.Equal(8, opened.Count);
    }

    [Fact]
    public async Task Changes_go_on_while_it_is_compacted()
    {
        var changes = new RandomChanges(seed: 6, keys: 500);
        using (var durable = Open("binary int8"))
        {
            using var done = new CancellationTokenSource();
            var compacting = Task.Factory.StartNew(
                () =>
                {
                    while (!done.IsCancellationRequested)
                        durable.Compact();
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            changes.Make(20_000, removeShare: 3, durable);
            await done.CancelAsync();
            await compacting;
        }

        using var opened = Open("binary int8");
        changes.Check(opened);
        Assert.True(opened.Recovery.Replayed < 20_000);
    }

    [Fact]
    public void What_could_not_be_logged_is_told_and_made_up_for()
    {
        var changes = new RandomChanges(seed: 6, keys: 500);
        var durable = Open("flat float32");
        changes.Make(100, removeShare: 3, durable);
        durable.Directory.Dispose(); // As if the disk were gone.
        Assert.ThrowsAny<Exception>(durable.Flush);
        Assert.ThrowsAny<Exception>(() => changes.Make(10_000, removeShare: 3, durable)); // The change that failed is made.
        Assert.Equal(changes.Held.Count, durable.Count);

        durable.Flush();
        using (var after = Open("flat float32", at: Copy()))
            changes.Check(after);

        changes.Make(100, removeShare: 3, durable);
        durable.Dispose();
        using var opened = Open("flat float32");
        changes.Check(opened);
        Assert.True(opened.Recovery.Replayed <= 100);
    }

    [Fact]
    public void A_closed_index_is_searched_and_saved_but_not_changed()
    {
        var changes = new RandomChanges(seed: 6, keys: 500);
        var durable = Open("flat float32");
        changes.Make(100, removeShare: 3, durable);
        durable.Dispose();
        durable.Dispose();

        Assert.Throws<ObjectDisposedException>(() => durable.Add(1, new RandomVectors(seed: 1).Next(SavedKind.Dimension)));
        Assert.Throws<ObjectDisposedException>(() => durable.Remove(1));
        changes.Check(durable);
        durable.Save(Path.Combine(_root, "aside.lws"));
        changes.Check(VectorIndex.Open(Path.Combine(_root, "aside.lws")));
    }

    [Fact]
    public void Only_an_empty_index_that_has_snapshots_is_taken()
    {
        var index = new FlatIndex(2);
        index.Add(1, [1, 0]);

        Assert.Throws<ArgumentException>(() => DurableIndex.Open(At, index));
        Assert.False(Directory.Exists(At));
    }

    private DurableIndex Open(string kind, bool verify = true, string? at = null) =>
        DurableIndex.Open(at ?? At, SavedKind.Create(kind), new() { Verify = verify });

    private void Refuse(VectorSnapshotFault fault, VectorIndex index) =>
        Assert.Equal(fault, Assert.Throws<VectorSnapshotException>(() => DurableIndex.Open(At, index)).Fault);

    /// <summary>The files as they are now, which is what a process that is killed now would leave.</summary>
    private string Copy()
    {
        var copy = Directory.CreateDirectory(Path.Combine(_root, $"copy{_copies++}")).FullName;
        foreach (var file in new DirectoryInfo(At).GetFiles("*.lw?"))
            file.CopyTo(Path.Combine(copy, file.Name));
        return copy;
    }

    private static void Flip(string path, long at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
