using System.Runtime.InteropServices;
using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Snapshots;

public sealed class IndexSavingTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    private string At => Path.Combine(_root, "index.lws");

    public static TheoryData<string> Kinds => SavedKind.All;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_saved_answers_alike_and_goes_on_alike(string kind)
    {
        foreach (var size in (int[])[0, 3, 60, 300, 3_000])
        {
            // 1. A history with holes in the rows, of as many vectors as the size calls for.
            var changes = new RandomChanges(size, keys: Math.Max(1, size));
            var index = SavedKind.Create(kind);
            changes.Make(2 * size, removeShare: 3, index);
            await index.SettleAsync(Cancelled);

            // 2. Saved and opened.
            index.Save(At);
            var opened = VectorIndex.Open(At);
            Assert.IsType(index.GetType(), opened);
            Assert.Equal((index.Count, index.Bytes), (opened.Count, opened.Bytes));
            Assert.Equal(RandomChanges.Answers(index), RandomChanges.Answers(opened));

            // 3. Changed, the one like the other, until blocks were added and left; saved again, now from the mapping.
            foreach (var removeShare in (int[])[2, 9, 1])
            {
                changes.Make(size + 10, removeShare, index, opened);
                await index.SettleAsync(Cancelled);
                await opened.SettleAsync(Cancelled);
                changes.Check(opened);
                // What goes on in the background takes in changes that are made meanwhile, now one and now another.
                if (index is not (AdaptiveIndex or InvertedIndex))
                    Assert.Equal(RandomChanges.Answers(index), RandomChanges.Answers(opened));
            }

            opened.Save(At);
            var again = VectorIndex.Open(At, verify: false);
            Assert.Equal(RandomChanges.Answers(opened), RandomChanges.Answers(again));
            changes.Make(size, removeShare: 5, again);
            await again.SettleAsync(Cancelled);
            changes.Check(again);
        }
    }

    [Fact]
    public void An_index_outlives_its_file_and_the_file_does_not_follow_the_index()
    {
        var (changes, index) = (new RandomChanges(seed: 1, keys: 200), SavedKind.Create("binary int8"));
        changes.Make(300, removeShare: 2, index);
        index.Save(At);
        var before = File.ReadAllBytes(At);

        var opened = VectorIndex.Open(At);
        changes.Make(300, removeShare: 5, opened);
        Assert.Equal(before, File.ReadAllBytes(At));

        SavedKind.Create("flat int8").Save(At);
        File.Delete(At);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        changes.Make(300, removeShare: 5, opened);
        changes.Check(opened);
    }

    [Fact]
    public void An_index_without_snapshots_says_so_and_writes_nothing()
    {
        Assert.Throws<NotSupportedException>(() => new Unsaved().Save(At));
        Assert.Empty(Directory.GetFiles(_root));
    }

    [Fact]
    public void Options_come_back()
    {
        var options = new BinaryIndexOptions { Storage = VectorStorage.None, Deviations = 0, SurvivorsMax = 1 };
        var index = new BinaryIndex(new SignEncoder(8), options);
        float[] vector = [1, 0, 0, 0, 0, 0, 0, 0];
        index.Add(1, vector);
        index.Add(2, vector);
        index.Save(At);

        // With the defaults two would survive, and neither would be sure enough.
        var found = new Neighbor[2];
        Assert.Equal(1, VectorIndex.Open(At).Search(vector, 0.999f, found));
    }

    [Fact]
    public void What_was_removed_is_not_in_the_file()
    {
        var (vectors, index) = (new RandomVectors(seed: 5), new FlatIndex(64));
        var rows = vectors.Next(40, 64);
        for (var key = 0; key < rows.Length; key++)
            index.Add(key, rows[key]);
        for (var key = 0; key < 20; key++)
            index.Remove(key);

        index.Save(At);

        ReadOnlySpan<byte> file = File.ReadAllBytes(At);
        for (var key = 0; key < rows.Length; key++)
        {
            var row = MemoryMarshal.AsBytes<float>(Stored(rows[key]));
            Assert.Equal(key >= 20, file.IndexOf(row) >= 0);
        }

        float[] Stored(float[] vector)
        {
            var alone = new FlatIndex(64);
            alone.Add(1, vector);
            var stored = new float[64];
            Assert.True(alone.TryRead(0, stored, out _));
            return stored;
        }
    }

    private sealed class Unsaved() : VectorIndex(4)
    {
        public override int Count => 0;

        public override long Bytes => 0;

        internal override int Slots => 0;

        internal override int Moves => 0;

        public override void Add(long key, ReadOnlySpan<float> vector)
        {
        }

        public override bool Remove(long key) => false;

        public override int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination) => 0;

        internal override bool TryRead(int slot, Span<float> vector, out long key)
        {
            key = 0;
            return false;
        }
    }
}
