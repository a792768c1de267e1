namespace Likewise.Benchmarks.Lifetime;

/// <summary>A direction for each text, drawn from its hash: fast, and nothing is close to anything else.</summary>
internal sealed class RandomEmbedder(int dimension) : IEmbedder
{
    public EmbedderIdentity Identity { get; } = new("random", "1", "none", "", dimension, 0);

    public ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        for (var row = 0; row < texts.Length; row++)
            Embed(texts.Span[row], destination.Span.Slice(row * dimension, dimension));
        return ValueTask.FromResult(new EmbeddingUsage(texts.Length, 0));
    }

    private static void Embed(string text, Span<float> vector)
    {
        var (state, sum) = (14_695_981_039_346_656_037UL, 0.0);
        foreach (var letter in text)
            state = (state ^ letter) * 1_099_511_628_211; // FNV-1a.
        foreach (ref var component in vector)
        {
            state = (state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407; // Knuth's MMIX.
            component = (int)(state >> 32);
            sum += (double)component * component;
        }

        var length = (float)Math.Sqrt(sum);
        foreach (ref var component in vector)
            component /= length;
    }
}
