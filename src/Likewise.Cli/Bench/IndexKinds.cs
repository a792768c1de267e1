using Likewise.Vectors;

namespace Likewise.Cli;

/// <summary>The kinds of index that can be measured: a line each.</summary>
internal static class IndexKinds
{
    private const int SamplesMax = 16_384; // What the quantiser learns from, at most.

    private static readonly (string Name, Func<VectorFile, VectorIndex> Create)[] Kinds =
    [
        ("flat", vectors => new FlatIndex(vectors.Dimension)),
        ("flat-int8", vectors => new FlatIndex(vectors.Dimension, VectorStorage.Int8)),
        ("flat-float16", vectors => new FlatIndex(vectors.Dimension, VectorStorage.Float16)),
        ("binary", vectors => new BinaryIndex(EncoderOf(vectors))),
        ("binary-float32", vectors => new BinaryIndex(EncoderOf(vectors), new() { Storage = VectorStorage.Float32 })),
        ("binary-codes", vectors => new BinaryIndex(EncoderOf(vectors), new() { Storage = VectorStorage.None })),
        ("graph", vectors => new GraphIndex(EncoderOf(vectors))),
        ("inverted-wide", vectors => new InvertedIndex(EncoderOf(vectors), new() { ProbesMax = 128, Reach = 0.6f })),
        ("inverted", vectors => new InvertedIndex(EncoderOf(vectors))),
        ("inverted-codes", vectors => new InvertedIndex(EncoderOf(vectors), new() { Storage = VectorStorage.None })),
        ("inverted-float32", vectors => new InvertedIndex(EncoderOf(vectors), new() { Storage = VectorStorage.Float32 })),
        ("inverted-pq", vectors => new InvertedIndex(
            EncoderOf(vectors), new() { Storage = VectorStorage.Product, Quantizer = QuantizerOf(vectors) })),
        ("adaptive", vectors => new AdaptiveIndex(EncoderOf(vectors), new() { InvertedFrom = 500_000 })),
    ];

    /// <summary>The names, for people.</summary>
    public static string Names { get; } = string.Join(", ", Kinds.Select(kind => kind.Name));

    /// <summary>What makes an empty index of a kind, for the vectors of a file.</summary>
    public static Func<VectorFile, VectorIndex> Find(string name) =>
        Kinds.FirstOrDefault(kind => kind.Name == name).Create ?? throw new CommandException(
            ExitCode.Usage, $"--index {name}: there is no such index. Known: {Names}.");

    private static SignEncoder EncoderOf(VectorFile vectors) => new(vectors.Dimension);

    /// <summary>A byte for eight elements, learned from the first vectors.</summary>
    private static ProductQuantizer QuantizerOf(VectorFile vectors)
    {
        var samples = new float[Math.Min(vectors.Rows, SamplesMax) * vectors.Dimension];
        vectors.Read(0, samples);
        return ProductQuantizer.Train(samples, vectors.Dimension, Math.Max(1, vectors.Dimension / 8));
    }
}
