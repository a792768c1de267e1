using System.Runtime.InteropServices;
using Likewise.Tests.Vectors.Inverted;
using Likewise.Vectors;
using Likewise.Vectors.Snapshots;

namespace Likewise.Tests.Vectors.Snapshots;

/// <summary>The files of indexes: what is in them stays readable, and what is wrong with them is told.</summary>
public sealed class IndexFileTests : IDisposable
{
    private const int Dimension = 8;

    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    private string At => Path.Combine(_root, "index.lws");

    public static TheoryData<string> Kinds => SavedKind.All;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>The vectors' elements are such that no instruction set rounds them: the bytes are the same everywhere.</summary>
    [Theory]
    [InlineData("vector-flat-1.bin")]
    [InlineData("vector-binary-1.bin")]
    [InlineData("vector-adaptive-1.bin")]
    [InlineData("vector-graph-1.bin")]
    [InlineData("vector-inverted-1.bin")]
    [InlineData("vector-product-1.bin")]
    public void Version_1_stays_readable_and_is_what_is_written(string name)
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", name);
        VectorIndex index = name switch
        {
            "vector-flat-1.bin" => new FlatIndex(Dimension),
            "vector-binary-1.bin" => new BinaryIndex(new SignEncoder(Dimension, 256, seed: 3)),
            "vector-graph-1.bin" => new GraphIndex(
                new SignEncoder(Dimension, 256, seed: 3), new() { Storage = VectorStorage.Float32, Links = 4, BuildWidth = 8 }),
            "vector-inverted-1.bin" => new InvertedIndex(
                new SignEncoder(Dimension, 256, seed: 3), new() { Storage = VectorStorage.Float32 }),
            "vector-product-1.bin" => new InvertedIndex(
                new SignEncoder(Dimension, 256, seed: 3), new() { Storage = VectorStorage.Product, Quantizer = Quantizer() }),
            _ => new AdaptiveIndex(new SignEncoder(Dimension, 256, seed: 3), new() { FlatMax = 9 }),
        };
        for (var key = 0; key < 7; key++)
            index.Add(key - 3, Vector(key));
        index.Remove(-1);
        index.Remove(1);
        index.Add(-3, Vector(9));

        index.Save(At);

        Assert.Equal(File.ReadAllBytes(golden), File.ReadAllBytes(At));
        var opened = VectorIndex.Open(golden);
        Assert.IsType(index.GetType(), opened);
        Assert.Equal([-3, -2, 0, 2, 3], Enumerable.Range(0, 10).SelectMany(number => Found(opened, Vector(number))).Order());
        Assert.Equal([-3], Found(opened, Vector(9)));
        opened.Add(1, Vector(5));
        Assert.Equal([1], Found(opened, Vector(5)));
    }

    /// <summary>The least that has cells: the same rows by one thread always come to the same ones.</summary>
    [Fact]
    public async Task Version_1_of_cells_stays_readable_and_is_what_is_written()
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Golden", "vector-cells-1.bin");
        var cells = new InvertedIndex(new SignEncoder(Dimension, 128, seed: 3), new() { CellsFrom = 1024 });
        var (seed, vectors) = (1u, new Dictionary<long, float[]>());
        for (var key = 0; key < 1_030; key++)
            cells.Add(key, vectors[key] = Whole(ref seed));
        await cells.SettleAsync(TestContext.Current.CancellationToken);
        for (var key = 0; key < 1_030; key += 10)
            Assert.True(cells.Remove(key) && vectors.Remove(key));

        cells.Save(At);

        Assert.Equal(File.ReadAllBytes(golden), File.ReadAllBytes(At));
        var opened = Assert.IsType<InvertedIndex>(VectorIndex.Open(golden));
        Assert.NotNull(opened.State.Cells);
        InvertedAssert.IsWhole(opened);
        var found = new Neighbor[1];
        Assert.All(vectors, pair => Assert.Equal(pair.Key, Assert.Single(found[..opened.Search(pair.Value, 0.9f, found)]).Key));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Damage_in_any_section_is_told_by_its_name(string kind)
    {
        var index = SavedKind.Create(kind);
        new RandomChanges(seed: 1, keys: 2_500).Make(4_000, removeShare: 1, index);
        await index.SettleAsync(TestContext.Current.CancellationToken);
        index.Save(At);
        var whole = File.ReadAllBytes(At);
        var sections = Snapshot.Open(At).Header.Sections;
        Assert.Contains(sections, section => section.Name.ToString() == "CELL" && section.Bytes > 0);

        foreach (var section in sections.Where(section => section.Bytes > 0))
        {
            var bytes = (byte[])whole.Clone();
            bytes[section.Offset + (section.Bytes / 2)] ^= 4;
            File.WriteAllBytes(At, bytes);

            var refusal = Assert.Throws<VectorSnapshotException>(() => VectorIndex.Open(At));
            Assert.Equal((VectorSnapshotFault.Corrupt, section.Name.ToString()), (refusal.Fault, refusal.Section));
        }
    }

    /// <summary>Sections whose hashes are right may still not fit together: another writer's mistake, not a disk's.</summary>
    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        int[] description = [8, 1, 7, -1, 5, 0, 0, 0];
        Assert.Equal(5, Write(description, blockBytes: 8 * 48, cells: 0).Count);

        (int Word, int Value)[] wrong =
        [
            (0, 9), (0, 4096), (0, -8), (0, 4), (1, 0), (1, 2), (1, -1), (2, 9), (2, -1), (3, 7), (3, -2), (4, 8), (4, -1),
            (5, 1), (6, 32), (7, 1),
        ];
        foreach (var (word, value) in wrong)
        {
            var words = (int[])description.Clone();
            words[word] = value;
            Refuse(words, blockBytes: 8 * 48, cells: 0);
        }

        Refuse(description, blockBytes: (8 * 48) - 64, cells: 0);
        Refuse(description, blockBytes: 8 * 48, cells: 4);

        void Refuse(int[] words, int blockBytes, int cells)
        {
            var refusal = Assert.Throws<VectorSnapshotException>(() => Write(words, blockBytes, cells));
            Assert.Equal(VectorSnapshotFault.Corrupt, refusal.Fault);
        }
    }

    [Fact]
    public void An_index_of_an_unknown_kind_or_form_is_refused()
    {
        using (var writer = new SnapshotWriter(At, FourLetters.Of("TREE"), Dimension))
            writer.Commit();
        Assert.Equal(VectorSnapshotFault.WrongKind, Assert.Throws<VectorSnapshotException>(() => VectorIndex.Open(At)).Fault);

        foreach (var kind in (string[])["FLAT", "BINA"])
        {
            using (var writer = new SnapshotWriter(At, FourLetters.Of(kind), Dimension))
            {
                writer.Write<int>(FourLetters.Of("FORM"), [99, 256, 1, 0]);
                writer.Commit();
            }

            Assert.Equal(VectorSnapshotFault.Corrupt, Assert.Throws<VectorSnapshotException>(() => VectorIndex.Open(At)).Fault);
        }
    }

    [Fact]
    public void A_damaged_map_of_keys_is_made_anew_when_nobody_verified_it()
    {
        var (changes, index) = (new RandomChanges(seed: 1, keys: 3_000), new FlatIndex(Dimension));
        changes.Make(5_000, removeShare: 3, index);
        index.Save(At);
        var cells = Snapshot.Open(At).Header.Sections.Single(section => section.Name.ToString() == "CELL");
        using (var file = File.OpenWrite(At))
        {
            file.Position = cells.Offset;
            file.Write(new byte[cells.Bytes]);
        }

        var opened = VectorIndex.Open(At, verify: false);

        changes.Make(5_000, removeShare: 3, opened);
        changes.Check(opened);
    }

    private VectorIndex Write(int[] description, int blockBytes, int cells)
    {
        using (var writer = new SnapshotWriter(At, FlatIndex.Kind, Dimension))
        {
            writer.Write<RowForm>(FourLetters.Of("FORM"), [new(VectorStorage.Float32)]);
            writer.Write(FourLetters.Of("TABL"), MemoryMarshal.Cast<int, Record>(description));
            writer.Write(FourLetters.Of("BLKS"), MemoryMarshal.Cast<byte, Line>(new byte[blockBytes]));
            writer.Write<uint>(FourLetters.Of("CELL"), new uint[cells]);
            writer.Commit();
        }

        return VectorIndex.Open(At);
    }

    private static float[] Vector(int number)
    {
        var vector = new float[Dimension];
        for (var i = 0; i < 4; i++)
            vector[((number >> 1) + (i * (1 + (2 * (number & 1))))) % Dimension] = ((number >> i) & 1) == 0 ? 0.5f : -0.5f;
        return vector;
    }

    /// <summary>Four elements a piece, each one of -0.5, 0, 0.5 and 1.</summary>
    private static ProductQuantizer Quantizer()
    {
        var codebooks = new float[256 * Dimension];
        for (var i = 0; i < codebooks.Length; i++)
            codebooks[i] = 0.5f * (((i / 4 >> (2 * (i % 4))) & 3) - 1);
        return new ProductQuantizer(Dimension, subquantizers: 2, codebooks);
    }

    /// <summary>Of whole numbers by a congruential generator, brought to length 1.</summary>
    private static float[] Whole(ref uint seed)
    {
        var vector = new float[Dimension];
        for (var i = 0; i < Dimension; i++)
        {
            seed = (seed * 1_664_525) + 1_013_904_223;
            vector[i] = (int)(seed >> 16) - (1 << 15);
        }

        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }

    private static IEnumerable<long> Found(VectorIndex index, float[] query)
    {
        var found = new Neighbor[1];
        return index.Search(query, 0.99f, found) == 1 ? [found[0].Key] : [];
    }

    [StructLayout(LayoutKind.Sequential, Size = 32)]
    private readonly struct Record;

    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private readonly struct Line;
}
