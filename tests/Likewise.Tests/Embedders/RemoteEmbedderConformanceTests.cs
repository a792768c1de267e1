using Likewise.Embedders;
using Likewise.Tests.Conformance;

namespace Likewise.Tests.Embedders;

/// <summary>Every remote embedder keeps what an embedder promises, against a server of its dialect.</summary>
public abstract class RemoteEmbedderConformance(Dialect dialect) : EmbedderConformance
{
    private EmbeddingServer? _server;
    private RemoteEmbedder? _embedder;

    public override async ValueTask DisposeAsync()
    {
        _embedder?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
    }

    protected override async ValueTask<IEmbedder> CreateAsync()
    {
        _server = await EmbeddingServer.StartAsync(dialect);
        return _embedder = await _server.EmbedderAsync(options => options.Timeout = TimeSpan.FromMinutes(5));
    }
}

public sealed class OpenAIProtocolTests() : RemoteEmbedderConformance(Dialect.OpenAI);

public sealed class OpenAINumbersTests() : RemoteEmbedderConformance(Dialect.OpenAINumbers);

public sealed class AzureOpenAITests() : RemoteEmbedderConformance(Dialect.Azure);

public sealed class OllamaProtocolTests() : RemoteEmbedderConformance(Dialect.Ollama);

public sealed class CohereProtocolTests() : RemoteEmbedderConformance(Dialect.Cohere);

public sealed class HuggingFaceProtocolTests() : RemoteEmbedderConformance(Dialect.HuggingFace);
