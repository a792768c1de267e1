using Likewise.Embedders;
using Likewise.Encoder;
using Likewise.Extensions.AI;
using Microsoft.Extensions.AI;

namespace Likewise.Samples;

internal static class Embedders
{
    public static async Task OpenAIAsync(string? key)
    {
        using var embedder = await RemoteEmbedder.CreateAsync(new OpenAIEmbedderOptions
        {
            Model = "text-embedding-3-small",
            ApiKey = key,
            Dimension = 512,
            Shorten = true,
            RateLimit = EmbedderRateLimit.TryFind("openai-1", out var tier) ? tier : null,
            PricePerMillionTokens = 0.02m,
        });
        await using var cache = await new SemanticCacheBuilder().UseEmbedder(embedder).BuildAsync();

        var spent = embedder.GetStatistics();
        Console.WriteLine($"{spent.TokensReported} tokens, {spent.Cost} dollars, {spent.Retries} retries");
    }

    public static RemoteEmbedderOptions[] Others(string? key) =>
    [
        new OpenAIEmbedderOptions
        {
            Endpoint = new Uri("https://api.voyageai.com/v1"), Model = "voyage-3.5", ApiKey = key, BatchTextsMax = 128,
            Encoding = EmbeddingEncoding.Unstated, ExtraFields = """{"input_type":"query","truncation":false}""",
        },
        new AzureOpenAIEmbedderOptions
        {
            Endpoint = new Uri("https://my-resource.openai.azure.com"), Deployment = "embed", Model = "text-embedding-3-small",
            ApiKey = key,
        },
        new OllamaEmbedderOptions { Model = "all-minilm", KeepAlive = "10m" },
        new CohereEmbedderOptions { Model = "embed-v4.0", ApiKey = key, Dimension = 512, Shorten = true },
        new HuggingFaceEmbedderOptions { Endpoint = new Uri("http://127.0.0.1:8080"), Model = "BAAI/bge-small-en-v1.5" },
    ];

    public static async Task ExtensionsAsync(IEmbeddingGenerator<string, Embedding<float>> generator)
    {
        var embedder = await generator.AsEmbedderAsync();
        await using var cache = await new SemanticCacheBuilder().UseEmbedder(embedder).BuildAsync();

        using var encoder = SentenceEncoder.Load();
        using var ours = encoder.AsEmbeddingGenerator();
        var embeddings = await ours.GenerateAsync(["Hello", "Good morning"]);
        Console.WriteLine($"{embeddings.Count} vectors, {embeddings.Usage?.InputTokenCount} tokens");
    }
}
