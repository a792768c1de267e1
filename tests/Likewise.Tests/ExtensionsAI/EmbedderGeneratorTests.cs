using Likewise.Extensions.AI;
using Likewise.Tests.Conformance;
using Likewise.Tests.Encoder;
using Likewise.Tests.Fixtures;
using Microsoft.Extensions.AI;

namespace Likewise.Tests.ExtensionsAI;

/// <summary>There and back: an embedder behind a generator behind an embedder keeps every promise.</summary>
public sealed class EmbedderGeneratorTests : EmbedderConformance
{
    protected override async ValueTask<IEmbedder> CreateAsync() =>
        await DefaultModel.Encoder.AsEmbeddingGenerator().AsEmbedderAsync(cancellationToken: Cancellation);

    [Fact]
    public async Task A_generator_gives_the_embedders_vectors_usage_and_metadata()
    {
        using var generator = DefaultModel.Encoder.AsEmbeddingGenerator();
        var made = await generator.GenerateAsync(["Hello", "Good morning"], cancellationToken: Cancellation);
        var vectors = new float[2 * 384];
        var usage = await DefaultModel.Encoder.EmbedAsync(new[] { "Hello", "Good morning" }, vectors, Cancellation);

        Assert.Equal(vectors.Chunk(384), made.Select(embedding => embedding.Vector.ToArray()));
        Assert.All(made, embedding => Assert.Equal("all-MiniLM-L6-v2", embedding.ModelId));
        Assert.Equal(usage.Tokens, made.Usage?.InputTokenCount);
        var metadata = generator.GetService<EmbeddingGeneratorMetadata>();
        Assert.Equal(
            ("likewise", "all-MiniLM-L6-v2", 384),
            (metadata?.ProviderName, metadata?.DefaultModelId, metadata?.DefaultModelDimensions));
        Assert.Same(DefaultModel.Encoder, generator.GetService<IEmbedder>());
        Assert.Same(generator, generator.GetService<EmbedderGenerator>());
        Assert.Null(generator.GetService<EmbedderGenerator>("another"));
        Assert.Null(generator.GetService<IEntryStore>());
    }

    [Fact]
    public async Task Another_model_or_dimension_is_refused_and_its_own_is_not()
    {
        using var generator = new TopicEmbedder().AsEmbeddingGenerator();

        await Assert.ThrowsAsync<NotSupportedException>(
            () => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { ModelId = "other" }, Cancellation));
        await Assert.ThrowsAsync<NotSupportedException>(
            () => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 3 }, Cancellation));
        var made = await generator.GenerateAsync(
            ["a"], new EmbeddingGenerationOptions { ModelId = "topics-for-tests", Dimensions = 64 }, Cancellation);
        Assert.Single(made);
    }

    [Fact]
    public async Task Disposing_the_generator_leaves_the_embedder_alone()
    {
        DefaultModel.Encoder.AsEmbeddingGenerator().Dispose();

        await DefaultModel.Encoder.EmbedAsync(new[] { "a" }, new float[384], Cancellation);
    }
}
