using System.Collections.Concurrent;

namespace Likewise.Evaluation;

/// <summary>
/// An embedder that remembers: texts are embedded ahead, each once, several batches at a time, and the cache is then given what
/// was made. A text that was not prepared is embedded when it is asked for, so that a wrong guess at what the cache will ask
/// costs time and nothing else.
/// </summary>
internal sealed class PreparedEmbedder(IEmbedder inner) : IEmbedder
{
    // Small enough that all processors end at about the same time, large enough for a service that is paid by the call.
    private const int BatchSize = 16;

    private readonly ConcurrentDictionary<string, float[]> _vectors = new(StringComparer.Ordinal);

    public EmbedderIdentity Identity => inner.Identity;

    /// <summary>Embeds those texts that are not known yet.</summary>
    public Task PrepareAsync(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        // Alike lengths go together: where a batch is padded, it is as slow as its longest text.
        var unknown = texts.Distinct(StringComparer.Ordinal)
            .Where(text => !_vectors.ContainsKey(text))
            .OrderBy(text => text.Length);
        return Parallel.ForEachAsync(unknown.Chunk(BatchSize), cancellationToken, EmbedBatchAsync);
    }

    /// <summary>The vector of a text that was prepared.</summary>
    public ReadOnlySpan<float> VectorOf(string text) => _vectors[text];

    /// <summary>Cosine of two texts that were prepared: their vectors have length 1.</summary>
    public double CosineOf(string a, string b)
    {
        var first = VectorOf(a);
        var second = VectorOf(b);
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
            sum += (double)first[i] * second[i];
        return sum;
    }

    public async ValueTask<EmbeddingUsage> EmbedAsync(
        ReadOnlyMemory<string> texts, Memory<float> destination, CancellationToken cancellationToken)
    {
        if (destination.Length != texts.Length * Identity.Dimension)
            throw new ArgumentException($"{texts.Length} × {Identity.Dimension} numbers were expected.", nameof(destination));

        // Most are known: then nothing is handed to other threads.
        if (!AreKnown(texts.Span))
            await PrepareAsync(texts.ToArray(), cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < texts.Length; i++)
            _vectors[texts.Span[i]].CopyTo(destination[(i * Identity.Dimension)..]);

        return default;
    }

    private bool AreKnown(ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (!_vectors.ContainsKey(text))
                return false;
        }

        return true;
    }

    private async ValueTask EmbedBatchAsync(string[] batch, CancellationToken cancellationToken)
    {
        var rows = new float[batch.Length * Identity.Dimension];
        await inner.EmbedAsync(batch, rows, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < batch.Length; i++)
            _vectors[batch[i]] = rows[(i * Identity.Dimension)..((i + 1) * Identity.Dimension)];
    }
}
