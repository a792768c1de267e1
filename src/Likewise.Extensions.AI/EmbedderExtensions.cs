using Microsoft.Extensions.AI;

namespace Likewise.Extensions.AI;

/// <summary>Embedders as generators, and generators as embedders.</summary>
public static class EmbedderExtensions
{
    /// <summary>Offers an embedder as a generator, with its model and dimension as metadata.</summary>
    /// <param name="embedder">What embeds; it belongs to the caller, and is not disposed with the generator.</param>
    public static IEmbeddingGenerator<string, Embedding<float>> AsEmbeddingGenerator(this IEmbedder embedder) =>
        new EmbedderGenerator(embedder);

    /// <summary>Uses a generator as an embedder.</summary>
    /// <param name="generator">What embeds; it belongs to the caller.</param>
    /// <param name="options">How it is used. Null: as its metadata says.</param>
    /// <param name="cancellationToken">Stops the probe that finds the dimension.</param>
    /// <exception cref="ArgumentException">Options are out of range, or nothing names the model.</exception>
    public static ValueTask<GeneratorEmbedder> AsEmbedderAsync(
        this IEmbeddingGenerator<string, Embedding<float>> generator, GeneratorEmbedderOptions? options = null,
        CancellationToken cancellationToken = default) =>
        GeneratorEmbedder.CreateAsync(generator, options, cancellationToken);
}
