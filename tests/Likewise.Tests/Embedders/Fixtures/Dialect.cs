using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Likewise.Embedders;

namespace Likewise.Tests.Embedders;

/// <summary>One kind of service, from its side: where it is asked, in which field the texts come, how it answers.</summary>
/// <param name="Name">As in identities.</param>
/// <param name="Path">What is asked, query included.</param>
/// <param name="TextsField">The request's field with the texts.</param>
/// <param name="Options">Options that point at a server.</param>
/// <param name="Reply">Its reply with these vectors.</param>
public sealed record Dialect(
    string Name, string Path, string TextsField, Func<Uri, RemoteEmbedderOptions> Options, Func<float[][], string> Reply)
{
    public static Dialect OpenAI { get; } = new(
        "openai", "/v1/embeddings", "input",
        url => new OpenAIEmbedderOptions { Endpoint = url, Model = "text-embedding-3-small", ApiKey = "sk-test" },
        vectors => OpenAIReply(vectors.Select(Base64)));

    public static Dialect OpenAINumbers { get; } = OpenAI with
    {
        Options = url => new OpenAIEmbedderOptions { Endpoint = url, Model = "m", Encoding = EmbeddingEncoding.Numbers },
        Reply = vectors => OpenAIReply(vectors.Select(Numbers)),
    };

    public static Dialect Azure { get; } = OpenAI with
    {
        Name = "azure-openai",
        Path = "/openai/deployments/embed%20one/embeddings?api-version=2024-10-21",
        Options = url => new AzureOpenAIEmbedderOptions
        {
            Endpoint = url, Model = "text-embedding-3-small", Deployment = "embed one", ApiKey = "azure-key",
        },
    };

    public static Dialect Ollama { get; } = new(
        "ollama", "/api/embed", "input",
        url => new OllamaEmbedderOptions { Endpoint = url, Model = "all-minilm" },
        vectors => $$"""{"model":"all-minilm","embeddings":{{Rows(vectors)}},"total_duration":14,"prompt_eval_count":8}""");

    public static Dialect Cohere { get; } = new(
        "cohere", "/v2/embed", "texts",
        url => new CohereEmbedderOptions { Endpoint = url, Model = "embed-v4.0", ApiKey = "co-key" },
        vectors => $$"""
            {"id":"1","embeddings":{"float":{{Rows(vectors)}} },"texts":["x"],
            "meta":{"api_version":{"version":"2"},"billed_units":{"input_tokens":8} },"response_type":"embeddings_by_type"}
            """);

    public static Dialect HuggingFace { get; } = new(
        "huggingface", "/embed", "inputs",
        url => new HuggingFaceEmbedderOptions { Endpoint = url, Model = "BAAI/bge-small-en-v1.5" },
        Rows);

    public static IReadOnlyList<Dialect> All { get; } = [OpenAI, OpenAINumbers, Azure, Ollama, Cohere, HuggingFace];

    public static string OpenAIReply(IEnumerable<string> embeddings) => $$$"""
        {"object":"list","data":[{{{string.Join(',', embeddings.Select((embedding, index) =>
            $$"""{"object":"embedding","index":{{index}},"embedding":{{embedding}} }"""))}}}],
        "model":"text-embedding-3-small","usage":{"prompt_tokens":8,"total_tokens":8}}
        """;

    public static string Numbers(float[] vector) =>
        $"[{string.Join(',', vector.Select(component => component.ToString("R", CultureInfo.InvariantCulture)))}]";

    public static string Base64(float[] vector) =>
        JsonSerializer.Serialize(Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan())));

    private static string Rows(float[][] vectors) => $"[{string.Join(',', vectors.Select(Numbers))}]";

    public override string ToString() => Name;
}
