using Microsoft.Extensions.AI;

namespace Likewise.Extensions.AI;

/// <summary>Offers any embedder as a generator of Microsoft.Extensions.AI.</summary>
/// <remarks>
/// Safe for concurrent calls. Options that ask for another model or dimension are refused: vectors of two embedders must never
/// meet unnoticed. The embedder belongs to whoever made it.
/// </remarks>
public sealed class EmbedderGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly IEmbedder _embedder;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>Wraps an embedder.</summary>
    /// <param name="embedder">What embeds.</param>
    /// <param name="providerName">Who embeds, in the metadata. Null: <c>likewise</c>.</param>
    /// <param name="providerUri">Where, in the metadata; null for nowhere.</param>
    public EmbedderGenerator(IEmbedder embedder, string? providerName = null, Uri? providerUri = null)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        _embedder = embedder;
        var identity = embedder.Identity;
        _metadata = new EmbeddingGeneratorMetadata(providerName ?? "likewise", providerUri, identity.Model, identity.Dimension);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Another model or dimension is asked for than the embedder has.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var identity = _embedder.Identity;
        if (options?.ModelId is { } model && model != identity.Model)
            throw new NotSupportedException($"'{model}' was asked for; this generator has '{identity.Model}' and no other.");
        if (options?.Dimensions is { } dimension && dimension != identity.Dimension)
        {
            throw new NotSupportedException(
                $"{dimension} dimensions were asked for; '{identity.Model}' has {identity.Dimension}.");
        }

        string[] texts = [.. values];
        var vectors = new float[texts.Length * identity.Dimension];
        var usage = await _embedder.EmbedAsync(texts, vectors, cancellationToken).ConfigureAwait(false);
        return new GeneratedEmbeddings<Embedding<float>>(Rows(vectors, identity))
        {
            Usage = new UsageDetails { InputTokenCount = usage.Tokens, TotalTokenCount = usage.Tokens },
        };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(_embedder) ? _embedder
            : null;
    }

    /// <summary>Nothing: the embedder belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    private static IEnumerable<Embedding<float>> Rows(float[] vectors, EmbedderIdentity identity)
    {
        for (var start = 0; start < vectors.Length; start += identity.Dimension)
            yield return new Embedding<float>(vectors.AsMemory(start, identity.Dimension)) { ModelId = identity.Model };
    }
}
