using Likewise.Tests.Vectors.Graph;
using Likewise.Tests.Vectors.Inverted;
using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Snapshots;

public sealed class IndexSavingConcurrencyTests : IDisposable
{
    private const int Dimension = 16;
    private const int Steps = 60_000;
    private const int Keys = 4_000;

    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    private string At => Path.Combine(_root, "index.lws");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>
    /// One thread makes a history of known steps, in waves that make the table grow and shrink; another saves and opens all the
    /// time. What was opened must be the whole history up to some step between the save's beginning and its end.
    /// </summary>
    [Theory]
    [InlineData("flat", Steps)]
    [InlineData("binary", Steps)]
    [InlineData("inverted", Steps)]
    [InlineData("graph", 20_000)]
    public async Task What_is_saved_amid_changes_is_the_index_at_one_moment(string kind, int steps)
    {
        VectorIndex index = kind switch
        {
            "flat" => new FlatIndex(Dimension),
            "binary" => new BinaryIndex(new SignEncoder(Dimension), new() { Storage = VectorStorage.Float32 }),
            "inverted" => new InvertedIndex(
                new SignEncoder(Dimension),
                new() { Storage = VectorStorage.Float32, CellsFrom = 1024, ProbesMax = 1024, Reach = 2 }),
            _ => new GraphIndex(
                new SignEncoder(Dimension), new() { Storage = VectorStorage.Float32, Links = 8, BuildWidth = 16 }),
        };
        var history = new History();
        var done = 0;
        var begun = 0;
        var writer = Task.Factory.StartNew(
            () =>
            {
                for (var step = 0; step < steps; step++)
                {
                    Volatile.Write(ref begun, step + 1);
                    history.Make(step, index);
                    Volatile.Write(ref done, step + 1);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var saves = 0;
        for (var isLast = false; !isLast; saves++)
        {
            isLast = writer.IsCompleted;
            var before = Volatile.Read(ref done);
            index.Save(At);
            var after = Volatile.Read(ref begun);
            var opened = VectorIndex.Open(At);
            if (opened is GraphIndex graph)
                GraphAssert.IsSound(graph);
            if (opened is InvertedIndex inverted)
            {
                await inverted.SettleAsync(TestContext.Current.CancellationToken);
                InvertedAssert.IsWhole(inverted);
            }

            history.Check(opened, before, after);
        }

        await writer;
        Assert.True(saves > 1);
    }

    [Theory]
    [InlineData("flat")]
    [InlineData("binary")]
    [InlineData("inverted")]
    public async Task Searches_stay_right_while_the_index_is_saved_and_after_it_was_opened(string kind)
    {
        VectorIndex Create() => kind switch
        {
            "flat" => new FlatIndex(64),
            "binary" => new BinaryIndex(new SignEncoder(64)),
            _ => new InvertedIndex(new SignEncoder(64), new() { CellsFrom = 1024 }),
        };
        var tolerance = kind == "flat" ? 0 : 0.02;

        Create().Save(At);
        var index = VectorIndex.Open(At);
        var stress = new IndexStress(index, keys: 2_000, steps: 20_000, tolerance)
            .RunAsync(removeShare: step => step / 4_000 % 2 == 0 ? 1 : 9);
        var saves = 0;
        for (; saves < 2 || !stress.IsCompleted; saves++)
            index.Save(At);
        await stress;

        // What was opened is searched from its mapping by some while others write into it.
        await new IndexStress(VectorIndex.Open(At), keys: 2_000, steps: 10_000, tolerance).RunAsync(removeShare: _ => 4);
    }

    /// <summary>Step n adds a vector that tells n, or removes.</summary>
    private sealed class History
    {
        private readonly float[][] _vectors = new RandomVectors(seed: 3).Next(Steps, Dimension);
        private readonly Dictionary<(float, float), int> _steps = [];
        private readonly ulong[] _marks = new ulong[Steps + 1]; // Of what is held after so many steps.

        public History()
        {
            var held = new Dictionary<long, int>();
            var scratch = new FlatIndex(Dimension);
            var stored = new float[Dimension];
            for (var step = 0; step < Steps; step++)
            {
                scratch.Add(0, _vectors[step]);
                scratch.TryRead(0, stored, out _);
                _steps.Add((stored[0], stored[1]), step);
                var (key, isRemoval) = Of(step);
                var mark = _marks[step];
                if (held.Remove(key, out var was))
                    mark ^= Mark(key, was);
                if (!isRemoval)
                {
                    held.Add(key, step);
                    mark ^= Mark(key, step);
                }

                _marks[step + 1] = mark;
            }
        }

        public void Make(int step, VectorIndex index)
        {
            var (key, isRemoval) = Of(step);
            if (isRemoval)
                index.Remove(key);
            else
                index.Add(key, _vectors[step]);
        }

        public void Check(VectorIndex index, int from, int to)
        {
            var mark = 0UL;
            var (vector, found, count) = (new float[Dimension], new Neighbor[1], 0);
            for (var slot = 0; slot < index.Slots; slot++)
            {
                if (!index.TryRead(slot, vector, out var key))
                    continue;

                mark ^= Mark(key, _steps[(vector[0], vector[1])]);
                if (count++ % 8 == 0)
                {
                    // Its code, its key and its vector belong together.
                    Assert.Equal(1, index.Search(vector, 0.999f, found));
                    Assert.Equal(key, found[0].Key);
                }
            }

            Assert.Equal(count, index.Count);
            Assert.Contains(mark, _marks[from..(to + 1)]);
        }

        private static (long Key, bool IsRemoval) Of(int step)
        {
            var random = new Random(step);
            return (random.Next(Keys), random.Next(10) < (step / 15_000 % 2 == 0 ? 1 : 8));
        }

        private static ulong Mark(long key, int step) =>
            Likewise.Vectors.Snapshots.LaneHash.Mix(((ulong)key << 32) + (uint)step + 1);
    }
}
