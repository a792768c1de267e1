using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Snapshots;

/// <summary>Every sort of index that has snapshots, in every form: by name, so that a test says which.</summary>
internal static class SavedKind
{
    public const int Dimension = 24;

    /// <summary>Few, so that an adaptive index of a few hundred vectors has left its first layout.</summary>
    public const int FlatMax = 100;

    private static readonly ProductQuantizer s_quantizer = ProductQuantizer.Train(
        [.. new RandomVectors(seed: 4).Next(1_000, Dimension).SelectMany(vector => vector)], Dimension, subquantizers: 8);

    private static readonly Dictionary<string, Func<VectorIndex>> s_kinds = new()
    {
        ["flat float32"] = () => new FlatIndex(Dimension),
        ["flat float16"] = () => new FlatIndex(Dimension, VectorStorage.Float16),
        ["flat int8"] = () => new FlatIndex(Dimension, VectorStorage.Int8),
        ["binary float32"] = () => Binary(VectorStorage.Float32, 256),
        ["binary float16"] = () => Binary(VectorStorage.Float16, 128),
        ["binary int8"] = () => Binary(VectorStorage.Int8, 256),
        ["binary none"] = () => Binary(VectorStorage.None, 512),
        ["adaptive int8"] = () => Adaptive(VectorStorage.Int8),
        ["adaptive float32"] = () => Adaptive(VectorStorage.Float32),
        ["adaptive cells"] = () => Adaptive(VectorStorage.Int8, invertedFrom: 1_200),
        ["graph int8"] = () => Graph(VectorStorage.Int8),
        ["graph float32"] = () => Graph(VectorStorage.Float32),
        ["inverted int8"] = () => Inverted(VectorStorage.Int8),
        ["inverted float16"] = () => Inverted(VectorStorage.Float16),
        ["inverted none"] = () => Inverted(VectorStorage.None),
        ["inverted product"] = () => Inverted(VectorStorage.Product),
    };

    public static TheoryData<string> All => [.. s_kinds.Keys];

    public static VectorIndex Create(string name) => s_kinds[name]();

    private static BinaryIndex Binary(VectorStorage storage, int codeBits) => new(
        new SignEncoder(Dimension, codeBits, seed: 7),
        new() { Storage = storage, SurvivorsMax = 200 });

    private static GraphIndex Graph(VectorStorage storage) => new(
        new SignEncoder(Dimension, 256, seed: 7), new() { Storage = storage, Links = 8, BuildWidth = 24 });

    private static InvertedIndex Inverted(VectorStorage storage) => new(
        new SignEncoder(Dimension, 256, seed: 7),
        new()
        {
            Storage = storage,
            Quantizer = storage == VectorStorage.Product ? s_quantizer : null,
            CellsFrom = 1024,
            ProbesMax = 1024,
            Reach = 2,
        });

    private static AdaptiveIndex Adaptive(VectorStorage storage, int invertedFrom = int.MaxValue) => new(
        new SignEncoder(Dimension, 256, seed: 7),
        new() { FlatMax = FlatMax, InvertedFrom = invertedFrom, Binary = new() { Storage = storage } });
}
