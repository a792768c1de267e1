using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;

namespace Likewise.Benchmarks.Lookup;

/// <summary>
/// What does a hit by the same words cost beside the least that any cache does, a probe of a dictionary by the prompt? The
/// difference is what it takes to be sure: the request in canonical form, two SHA-256, the clock, the count.
/// </summary>
[MemoryDiagnoser]
public class ExactHitBenchmarks
{
    private readonly ConcurrentDictionary<string, string> _dictionary = new();
    private SemanticCache _cache = null!; // Set up before the first run.
    private PromptRequest _request = null!; // Set up before the first run.
    private string _prompt = "";

    [Params(1_000, 100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _cache = await new SemanticCacheBuilder().UseEmbedder(new SlotEmbedder()).BuildAsync();
        for (var index = 0; index < Entries; index++)
        {
            var prompt = PromptOf(index);
            _dictionary[prompt] = "an answer";
            await _cache.StoreAsync(PromptRequest.FromText(prompt) with { Eligibility = Eligibility.ExactOnly }, "an answer");
        }

        _prompt = PromptOf(Entries / 2);
        _request = PromptRequest.FromText(_prompt) with { Eligibility = Eligibility.ExactOnly };
    }

    [GlobalCleanup]
    public async Task CleanupAsync() => await _cache.DisposeAsync();

    [Benchmark(Baseline = true)]
    public string Dictionary() => _dictionary[_prompt];

    [Benchmark]
    public ValueTask<LookupResult> Cache() => _cache.LookupAsync(_request);

    private static string PromptOf(int index) => $"How do I reset the password of account number {index}?";

    /// <summary>Nothing is embedded here: every request is exact-only.</summary>
    private sealed class SlotEmbedder : IEmbedder
    {
        public EmbedderIdentity Identity { get; } = new("none", "1", "none", "", 1, 0);

        public ValueTask<EmbeddingUsage> EmbedAsync(
            ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("An exact-only request was embedded.");
    }
}
