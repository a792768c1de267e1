using BenchmarkDotNet.Attributes;
using Likewise.Encoder;

namespace Likewise.Benchmarks.Encoder;

/// <summary>What does embedding a text cost, by its length? One thread, the default model, both precisions.</summary>
[MemoryDiagnoser]
public class EncoderBenchmarks
{
    private SentenceEncoder? _encoder;
    private float[] _vector = [];
    private string _text = "";

    /// <summary>Tokens of the text, the two special ones included.</summary>
    [Params(8, 16, 32, 128, 256)]
    public int Tokens { get; set; }

    /// <summary>What the linear layers compute in.</summary>
    [Params(EncoderPrecision.Float32, EncoderPrecision.Int8)]
    public EncoderPrecision Precision { get; set; }

    [GlobalSetup]
    public void Load()
    {
        _encoder = SentenceEncoder.Load(
            ModelLocator.Find().Directory, new EncoderOptions { Precision = Precision });
        _vector = new float[_encoder.Identity.Dimension];
        _text = string.Join(' ', Enumerable.Repeat("water", Tokens - 2));
        var usage = _encoder.Embed(_text, _vector);
        if (usage != new EmbeddingUsage(Tokens, 0))
            throw new InvalidOperationException($"The text has {usage.Tokens} tokens, not {Tokens}.");
    }

    [GlobalCleanup]
    public void Unload() => _encoder?.Dispose();

    [Benchmark]
    public float Embed()
    {
        _encoder!.Embed(_text, _vector); // Set before each run.
        return _vector[0];
    }
}
