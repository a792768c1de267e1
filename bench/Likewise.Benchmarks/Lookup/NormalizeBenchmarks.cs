using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;

namespace Likewise.Benchmarks.Lookup;

/// <summary>How much of normalizing a request is hashing it?</summary>
[MemoryDiagnoser]
public class NormalizeBenchmarks
{
    private readonly RequestNormalizer _normalizer = new(
        new SemanticCacheOptions(), new EmbedderRoster([], new EmbedderSeat(EmbedderSeat.DefaultName, new NameAlone(), [])),
        new NamespaceRules([]));

    private readonly PromptRequest _request = "How do I reset the password of account number 500?";
    private readonly byte[] _form = new byte[250];
    private readonly byte[] _hash = new byte[SHA256.HashSizeInBytes];

    [Benchmark(Baseline = true)]
    public int TwoHashes() => SHA256.HashData(_form, _hash) + SHA256.HashData(_form.AsSpan(0, 60), _hash);

    [Benchmark]
    public object Normalize() => _normalizer.Normalize(_request).EmbeddingText;

    /// <summary>Normalizing writes an embedder's identity and embeds nothing.</summary>
    private sealed class NameAlone : IEmbedder
    {
        public EmbedderIdentity Identity { get; } = new("all-MiniLM-L6-v2", new string('a', 64), "mean", "", 384, 256);

        public ValueTask<EmbeddingUsage> EmbedAsync(
            ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
