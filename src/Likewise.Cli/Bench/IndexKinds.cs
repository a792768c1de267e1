using Likewise.Vectors;

namespace Likewise.Cli;

/// <summary>The kinds of index that can be measured: a line each.</summary>
internal static class IndexKinds
{
    private static readonly (string Name, Func<int, VectorIndex> Create)[] Kinds =
    [
        ("flat", dimension => new FlatIndex(dimension)),
        ("flat-int8", dimension => new FlatIndex(dimension, VectorStorage.Int8)),
        ("flat-float16", dimension => new FlatIndex(dimension, VectorStorage.Float16)),
        ("binary", dimension => new BinaryIndex(new SignEncoder(dimension))),
        ("binary-float32", dimension => new BinaryIndex(new SignEncoder(dimension), new() { Storage = VectorStorage.Float32 })),
        ("binary-codes", dimension => new BinaryIndex(new SignEncoder(dimension), new() { Storage = VectorStorage.None })),
        ("graph", dimension => new GraphIndex(new SignEncoder(dimension))),
        ("inverted-wide", dimension => new InvertedIndex(new SignEncoder(dimension), new() { ProbesMax = 128, Reach = 0.6f })),
        ("inverted", dimension => new InvertedIndex(new SignEncoder(dimension))),
        ("adaptive", dimension => new AdaptiveIndex(new SignEncoder(dimension), new() { InvertedFrom = 500_000 })),
    ];

    /// <summary>The names, for people.</summary>
    public static string Names { get; } = string.Join(", ", Kinds.Select(kind => kind.Name));

    /// <summary>What makes an empty index of a kind, given the dimension.</summary>
    public static Func<int, VectorIndex> Find(string name) =>
        Kinds.FirstOrDefault(kind => kind.Name == name).Create ?? throw new CommandException(
            ExitCode.Usage, $"--index {name}: there is no such index. Known: {Names}.");
}
