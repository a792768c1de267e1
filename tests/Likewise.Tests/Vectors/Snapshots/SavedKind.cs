using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Snapshots;

/// <summary>Every sort of index that has snapshots, in every form: by name, so that a test says which.</summary>
internal static class SavedKind
{
    public const int Dimension = 24;

    /// <summary>Few, so that an adaptive index of a few hundred vectors has left its first layout.</summary>
    public const int FlatMax = 100;

    /// <summary>All: of rows less similar than assured, dead ones take places too, and what those held is not saved.</summary>
    private const int LookedAtMax = 10_000;

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
    };

    public static TheoryData<string> All => [.. s_kinds.Keys];

    public static VectorIndex Create(string name) => s_kinds[name]();

    private static BinaryIndex Binary(VectorStorage storage, int codeBits) => new(
        new SignEncoder(Dimension, codeBits, seed: 7),
        new() { Storage = storage, SurvivorsMax = 200, LookedAtMax = LookedAtMax });

    private static AdaptiveIndex Adaptive(VectorStorage storage) => new(
        new SignEncoder(Dimension, 256, seed: 7),
        new() { FlatMax = FlatMax, Binary = new() { Storage = storage, LookedAtMax = LookedAtMax } });
}
