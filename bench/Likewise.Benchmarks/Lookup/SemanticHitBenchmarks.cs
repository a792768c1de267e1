using BenchmarkDotNet.Attributes;
using Likewise.Encoder;

namespace Likewise.Benchmarks.Lookup;

/// <summary>How much of a hit by meaning is embedding the prompt? All the rest should be lost beside it.</summary>
[MemoryDiagnoser]
public class SemanticHitBenchmarks
{
    private const string Asked = "How can I reset my password?";

    private readonly float[] _vector = new float[384];
    private readonly PromptRequest _request = Asked;
    private SentenceEncoder _encoder = null!; // Set up before the first run.
    private SemanticCache _cache = null!; // Set up before the first run.

    [Params(100, 10_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _encoder = SentenceEncoder.Load();
        var random = new RandomVectors(_encoder);
        await using (var filler = await new SemanticCacheBuilder().UseEmbedder(random).UseStore(random.Store).BuildAsync())
        {
            for (var index = 1; index < Entries; index++)
                await filler.StoreAsync($"filler {index}", "an answer");
        }

        _cache = await new SemanticCacheBuilder().UseEmbedder(_encoder).UseStore(random.Store).BuildAsync();
        await _cache.StoreAsync("How do I reset my password?", "an answer");
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _cache.DisposeAsync();
        _encoder.Dispose();
    }

    [Benchmark(Baseline = true)]
    public EmbeddingUsage Embedding() => _encoder.Embed(Asked, _vector);

    [Benchmark]
    public ValueTask<LookupResult> Hit() => _cache.LookupAsync(_request);

    /// <summary>
    /// Fills a store with random vectors under the encoder's own name, so that the scope is as full as it says.
    /// </summary>
    private sealed class RandomVectors(SentenceEncoder encoder) : IEmbedder
    {
        private readonly Random _random = new(1);

        public MemoryEntryStore Store { get; } = new();

        public EmbedderIdentity Identity => encoder.Identity;

        public ValueTask<EmbeddingUsage> EmbedAsync(
            ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
        {
            var vector = destination.Span;
            var squares = 0.0;
            foreach (ref var component in vector)
            {
                component = (float)(_random.NextDouble() - 0.5);
                squares += component * component;
            }

            foreach (ref var component in vector)
                component /= (float)Math.Sqrt(squares);
            return ValueTask.FromResult(new EmbeddingUsage(1, 0));
        }
    }
}
