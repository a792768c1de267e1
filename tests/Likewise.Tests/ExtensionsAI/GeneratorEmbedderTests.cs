using Likewise.Extensions.AI;
using Likewise.Tests.Conformance;
using Likewise.Tests.Embedders;
using Likewise.Tests.Fixtures;
using Microsoft.Extensions.AI;

namespace Likewise.Tests.ExtensionsAI;

/// <summary>A generator as an embedder keeps what an embedder promises.</summary>
public sealed class GeneratorEmbedderTests : EmbedderConformance
{
    protected override async ValueTask<IEmbedder> CreateAsync() =>
        await new Scripted().AsEmbedderAsync(cancellationToken: Cancellation);

    [Fact]
    public async Task The_metadata_make_the_identity_and_a_probe_finds_the_dimension()
    {
        var generator = new Scripted();
        var embedder = await generator.AsEmbedderAsync(cancellationToken: Cancellation);

        Assert.Equal(
            new EmbedderIdentity("scripted-1", "tests", "provider", "", EmbeddingServer.Dimension, 0), embedder.Identity);
        Assert.Single(generator.Asked);
    }

    [Fact]
    public async Task What_metadata_say_of_the_dimension_saves_the_probe()
    {
        var generator = new Scripted { Metadata = new("tests", null, "scripted-1", EmbeddingServer.Dimension) };
        var embedder = await generator.AsEmbedderAsync(cancellationToken: Cancellation);

        Assert.Equal(EmbeddingServer.Dimension, embedder.Identity.Dimension);
        Assert.Empty(generator.Asked);
    }

    [Fact]
    public async Task Options_reach_the_generator_and_the_identity()
    {
        var generator = new Scripted { Metadata = null };
        var embedder = await generator.AsEmbedderAsync(
            new GeneratorEmbedderOptions
            {
                Model = "m", Dimension = EmbeddingServer.Dimension, Prefix = "query: ", ModelRevision = "2", BatchTextsMax = 2,
            },
            Cancellation);
        var usage = await embedder.EmbedAsync(new[] { "a", "b", "" }, new float[3 * EmbeddingServer.Dimension], Cancellation);

        Assert.Equal(
            new EmbedderIdentity("m", "generator shortened 2", "provider", "query: ", EmbeddingServer.Dimension, 0),
            embedder.Identity);
        Assert.Equal(["query: a|query: b", "query: "], generator.Asked.Select(asked => string.Join('|', asked.Texts)));
        Assert.All(generator.Asked, asked => Assert.Equal(("m", 13), (asked.Options?.ModelId, asked.Options?.Dimensions)));
        Assert.Equal(3, usage.Tokens);
    }

    [Fact]
    public async Task A_generator_that_does_not_name_its_model_needs_a_name()
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(
            async () => await new Scripted { Metadata = null }.AsEmbedderAsync(cancellationToken: Cancellation));

        Assert.Contains("set Model", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 13, 1, "0 vectors for 1 texts")]
    [InlineData(2, 13, 1, "2 vectors for 1 texts")]
    [InlineData(1, 12, 1, "has 12 components; 13 were expected")]
    [InlineData(1, 13, 0, "all zeros")]
    [InlineData(1, 13, float.NaN, "not a finite number")]
    public async Task What_is_not_what_was_asked_is_refused_by_name(int count, int components, float value, string reason)
    {
        var generator = new Scripted { Metadata = new("tests", null, "scripted-1", EmbeddingServer.Dimension) };
        var embedder = await generator.AsEmbedderAsync(cancellationToken: Cancellation);
        generator.Instead = _ => [.. Enumerable.Range(0, count).Select(_ => Enumerable.Repeat(value, components).ToArray())];
        var fault = await Assert.ThrowsAsync<InvalidDataException>(
            async () => await embedder.EmbedAsync(new[] { "a" }, new float[EmbeddingServer.Dimension], Cancellation));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_generator_is_a_miss_of_the_cache()
    {
        var generator = new Scripted();
        var embedder = await generator.AsEmbedderAsync(cancellationToken: Cancellation);
        await using var cache = await new SemanticCacheBuilder().UseEmbedder(embedder).BuildAsync(Cancellation);
        await cache.PutAsync("How do I reset my password?", "Like this.");
        generator.Instead = _ => throw new InvalidOperationException("no quota");

        Assert.Equal(MissReason.EmbedderFailed, (await cache.MissAsync("Where is my order?")).Reason);
    }

    /// <summary>A generator that remembers what it was asked and answers as a test tells it.</summary>
    private sealed class Scripted : IEmbeddingGenerator<string, Embedding<float>>
    {
        private readonly Lock _lock = new();

        public EmbeddingGeneratorMetadata? Metadata { get; init; } = new("tests", null, "scripted-1");

        public List<(string[] Texts, EmbeddingGenerationOptions? Options)> Asked { get; } = [];

        public Func<string[], float[][]> Instead { get; set; } = texts => [.. texts.Select(EmbeddingServer.VectorOf)];

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options, CancellationToken cancellationToken)
        {
            string[] texts = [.. values];
            lock (_lock)
                Asked.Add((texts, options));
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(
                Instead(texts).Select(vector => new Embedding<float>(vector)))
            {
                Usage = new UsageDetails { InputTokenCount = texts.Length },
            });
        }

        public object? GetService(Type serviceType, object? serviceKey) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata : null;

        public void Dispose()
        {
        }
    }
}
