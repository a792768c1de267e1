using BenchmarkDotNet.Attributes;
using Likewise.Encoder;

namespace Likewise.Benchmarks.Encoder;

/// <summary>What does embedding a text cost without layers? One thread, 256 dimensions, of the default model.</summary>
[MemoryDiagnoser]
public class StaticEncoderBenchmarks
{
    private readonly string _directory = Directory.CreateTempSubdirectory("likewise-bench-").FullName;
    private readonly float[] _vector = new float[256];
    private StaticEncoder? _encoder;
    private string _text = "";

    /// <summary>Tokens of the text.</summary>
    [Params(14, 126, 500)]
    public int Tokens { get; set; }

    [GlobalSetup]
    public void Load()
    {
        var model = ModelLocator.Find().Directory;
        using var encoder = SentenceEncoder.Load(model);
        StaticDistiller.Distill(encoder, model, _directory, [], new DistillOptions());
        _encoder = StaticEncoder.Load(_directory);
        string[] words =
            ["how", "do", "i", "reset", "my", "password", "on", "the", "old", "phone", "without", "an", "account", "?"];
        _text = string.Join(' ', Enumerable.Range(0, Tokens).Select(i => words[i % words.Length]));
        var usage = _encoder.Embed(_text, _vector);
        if (usage != new EmbeddingUsage(Tokens, 0))
            throw new InvalidOperationException($"The text has {usage.Tokens} tokens, not {Tokens}.");
    }

    [GlobalCleanup]
    public void Unload() => Directory.Delete(_directory, recursive: true);

    [Benchmark]
    public float Embed()
    {
        _encoder!.Embed(_text, _vector); // Set before each run.
        return _vector[0];
    }
}
