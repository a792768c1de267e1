using BenchmarkDotNet.Attributes;
using Likewise.Vectors;

namespace Likewise.Benchmarks.Vectors;

/// <summary>
/// What does a search by code and re-score take beside an exact one: for a query that is a rewording of a stored vector, and for
/// one that is near to nothing?
/// </summary>
[MemoryDiagnoser]
public class BinaryIndexBenchmarks
{
    private const int Dimension = 384;
    private const float Threshold = 0.8f;

    private readonly Neighbor[] _nearest = new Neighbor[1];
    private readonly SignEncoder _encoder = new(Dimension);
    private readonly ulong[] _code = new ulong[4];
    private float[] _rewording = [];
    private float[] _novel = [];
    private FlatIndex _flat = new(Dimension);
    private BinaryIndex? _binary;

    [Params(10_000, 100_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        _flat = new FlatIndex(Dimension);
        _binary = new BinaryIndex(_encoder);
        for (var key = 0; key < Count; key++)
        {
            var vector = UnitVector(random);
            _flat.Add(key, vector);
            _binary.Add(key, vector);
            if (key == Count / 2)
                _rewording = Rewording(vector, UnitVector(random));
        }

        _novel = UnitVector(random);
    }

    [Benchmark(Baseline = true)]
    public int FlatRewording() => _flat.Search(_rewording, Threshold, _nearest);

    [Benchmark]
    public int BinaryRewording() => _binary!.Search(_rewording, Threshold, _nearest); // Filled before any run.

    [Benchmark]
    public int BinaryNovel() => _binary!.Search(_novel, Threshold, _nearest); // As above.

    /// <summary>The part of a search that does not grow with the number of vectors.</summary>
    [Benchmark]
    public ulong Encode()
    {
        _encoder.Encode(_novel, _code);
        return _code[0];
    }

    /// <summary>At a cosine of about 0.9.</summary>
    private static float[] Rewording(float[] vector, float[] other) =>
        Unit([.. vector.Zip(other, (one, two) => one + (0.484f * two))]);

    private static float[] UnitVector(Random random) =>
        Unit([.. Enumerable.Range(0, Dimension).Select(_ => (random.NextSingle() * 2) - 1)]);

    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => value / length)];
    }
}
