using System.Runtime.InteropServices;
using Likewise.Tests.Vectors;

namespace Likewise.Tests.Cli.Bench;

/// <summary>A small set in files: rows near one of a few topics, half of the queries near a row, half near nothing.</summary>
internal sealed class VectorFiles : IDisposable
{
    public const int Dimension = 32;
    public const int Rows = 600;
    public const int Queries = 40;

    private readonly TemporaryDirectory _directory = new();
    private readonly RandomVectors _random = new(seed: 7);

    public VectorFiles()
    {
        var topics = _random.Next(12, Dimension);
        Base = [.. Enumerable.Range(0, Rows).Select(row => Near(topics[row % topics.Length], 0.6f))];
        Query = [.. Enumerable.Range(0, Queries).Select(query =>
            query % 2 == 0 ? Near(Base[query * 7], 0.95f) : _random.Next(Dimension))];
        Write("base.f32", Base);
        Write("query.f32", Query);
    }

    public float[][] Base { get; }

    public float[][] Query { get; }

    /// <summary>The row closest to each query, one cosine after the other.</summary>
    public int[] Truth =>
    [
        .. Query.Select(query => Enumerable.Range(0, Rows).MaxBy(row => Cosine.Of(query, Base[row]))),
    ];

    public string File(string name) => _directory.File(name);

    public void Write(string name, params IEnumerable<float[]> rows) =>
        System.IO.File.WriteAllBytes(File(name), MemoryMarshal.AsBytes<float>(rows.SelectMany(row => row).ToArray()));

    public void Write(string name, int[] truth) => System.IO.File.WriteAllBytes(File(name), MemoryMarshal.AsBytes<int>(truth));

    /// <summary>The command line over these files; later options may be added.</summary>
    public Task<Run> BenchAsync(params string[] more) => BenchAsync(Dimension, more);

    public Task<Run> BenchAsync(int dimension, params string[] more) => Run.OfAsync(
    [
        "bench", "index", "--vectors", File("base.f32"), "--queries", File("query.f32"),
        "--dim", $"{dimension}", "--seconds", "0", .. more,
    ]);

    public void Dispose() => _directory.Dispose();

    private float[] Near(float[] center, float cosine)
    {
        var aside = _random.Next(Dimension);
        var along = (float)Cosine.Of(aside, center);
        var scale = MathF.Sqrt((1 - (cosine * cosine)) / (1 - (along * along)));
        var vector = new float[Dimension];
        for (var i = 0; i < Dimension; i++)
            vector[i] = (cosine * center[i]) + (scale * (aside[i] - (along * center[i])));
        return vector;
    }
}
