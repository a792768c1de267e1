using BenchmarkDotNet.Attributes;
using Likewise.Vectors;

namespace Likewise.Benchmarks.Vectors;

/// <summary>How long does an exact search take by the number of vectors, beside the loop that anyone would write?</summary>
[MemoryDiagnoser]
public class FlatIndexBenchmarks
{
    private const int Dimension = 384;
    private const int Wanted = 4;

    private readonly Neighbor[] _nearest = new Neighbor[Wanted];
    private float[][] _vectors = [];
    private float[] _query = [];
    private FlatIndex _index = new(Dimension);

    [Params(1_000, 10_000, 100_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        _vectors = [.. Enumerable.Range(0, Count).Select(_ => UnitVector(random))];
        _query = UnitVector(random);
        _index = new FlatIndex(Dimension);
        for (var key = 0; key < Count; key++)
            _index.Add(key, _vectors[key]);
    }

    /// <summary>One array per vector, one product after the other, the best one kept.</summary>
    [Benchmark(Baseline = true)]
    public int NaiveLoop()
    {
        var (best, bestSimilarity) = (-1, float.MinValue);
        for (var row = 0; row < _vectors.Length; row++)
        {
            var (vector, sum) = (_vectors[row], 0f);
            for (var i = 0; i < vector.Length; i++)
                sum += vector[i] * _query[i];
            if (sum > bestSimilarity)
                (best, bestSimilarity) = (row, sum);
        }

        return best;
    }

    [Benchmark]
    public int Search() => _index.Search(_query, similarityMin: -1, _nearest);

    /// <summary>With the threshold of a real lookup hardly any row gets as far as the list.</summary>
    [Benchmark]
    public int SearchAboveThreshold() => _index.Search(_query, similarityMin: 0.9f, _nearest);

    private static float[] UnitVector(Random random)
    {
        var vector = new float[Dimension];
        for (var i = 0; i < Dimension; i++)
            vector[i] = (random.NextSingle() * 2) - 1;
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }
}
