using System.Text;
using System.Text.Json.Nodes;
using Likewise.Embedders;

namespace Likewise.Tests.Embedders;

/// <summary>What goes over the wire, field by field, as the services' own types have it.</summary>
public sealed class RequestTests
{
    public static TheoryData<Dialect, string> Bodies => new()
    {
        { Dialect.OpenAI, """{"model":"text-embedding-3-small","input":["a","é"],"encoding_format":"base64"}""" },
        { Dialect.OpenAINumbers, """{"model":"m","input":["a","é"],"encoding_format":"float"}""" },
        { Dialect.Azure, """{"input":["a","é"],"encoding_format":"base64"}""" },
        { Dialect.Ollama, """{"model":"all-minilm","input":["a","é"],"truncate":false}""" },
        {
            Dialect.Cohere,
            """
            {"model":"embed-v4.0","texts":["a","é"],"input_type":"search_query","embedding_types":["float"],"truncate":"NONE"}
            """
        },
        { Dialect.HuggingFace, """{"inputs":["a","é"]}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_request_has_the_services_own_shape(Dialect dialect, string body)
    {
        await using var server = await EmbeddingServer.StartAsync(dialect);
        using var embedder = await server.EmbedderAsync();
        await EmbedAsync(embedder, "a", "é");

        var sent = Assert.Single(server.Requests);
        Assert.Equal(dialect.Path, sent.Path);
        Assert.Equal("application/json", sent.Headers["Content-Type"]);
        AssertSame(body, sent.Body);
    }

    [Fact]
    public async Task Every_option_of_every_service_reaches_the_request()
    {
        await SentAsync<OpenAIEmbedderOptions>(
            Dialect.OpenAI,
            options => (options.Shorten, options.Encoding, options.ExtraFields) =
                (true, EmbeddingEncoding.Unstated, """{"input_type":"query","truncation":false}"""),
            """{"model":"text-embedding-3-small","input":["p: a"],"dimensions":13,"input_type":"query","truncation":false}""");
        await SentAsync<OllamaEmbedderOptions>(
            Dialect.Ollama,
            options => (options.Shorten, options.Truncate, options.KeepAlive, options.ExtraFields) =
                (true, true, "10m", """{"options":{"num_ctx":512}}"""),
            """
            {"model":"all-minilm","input":["p: a"],"truncate":true,"dimensions":13,"keep_alive":"10m","options":{"num_ctx":512}}
            """);
        await SentAsync<CohereEmbedderOptions>(
            Dialect.Cohere,
            options => (options.Shorten, options.Truncate, options.InputType) = (true, true, "clustering"),
            """
            {"model":"embed-v4.0","texts":["p: a"],"input_type":"clustering","embedding_types":["float"],"truncate":"END",
            "output_dimension":13}
            """);
        await SentAsync<HuggingFaceEmbedderOptions>(
            Dialect.HuggingFace,
            options => (options.Shorten, options.Truncate, options.ExtraFields) = (true, true, """{"prompt_name":"query"}"""),
            """{"inputs":["p: a"],"truncate":true,"dimensions":13,"prompt_name":"query"}""");
    }

    [Fact]
    public async Task The_operators_field_takes_the_place_of_ours() => await SentAsync<CohereEmbedderOptions>(
        Dialect.Cohere,
        options => options.ExtraFields = """{"truncate":"START","input_type":"image"}""",
        """{"model":"embed-v4.0","texts":["p: a"],"embedding_types":["float"],"input_type":"image","truncate":"START"}""");

    [Theory]
    [InlineData("", "/v1/embeddings")]
    [InlineData("/", "/v1/embeddings")]
    [InlineData("/v1", "/v1/embeddings")]
    [InlineData("/api/openai/", "/api/openai/embeddings")]
    public async Task A_bare_host_means_v1_and_a_path_is_kept(string below, string path)
    {
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await server.EmbedderAsync(
            options => options.Endpoint = new Uri(server.Url.AbsoluteUri.TrimEnd('/') + below));
        await EmbedAsync(embedder, "a");

        Assert.Equal(path, Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task The_path_of_an_inference_endpoint_may_be_its_root()
    {
        await using var server = await EmbeddingServer.StartAsync(Dialect.HuggingFace);
        using var embedder = await server.EmbedderAsync(options => ((HuggingFaceEmbedderOptions)options).Path = "");
        await EmbedAsync(embedder, "a");

        Assert.Equal("/", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task The_key_goes_into_the_header_that_the_service_wants()
    {
        Assert.Equal("Bearer sk-test", (await HeadersAsync(Dialect.OpenAI))["Authorization"]);
        Assert.Equal("azure-key", (await HeadersAsync(Dialect.Azure))["api-key"]);
        Assert.False((await HeadersAsync(Dialect.Azure)).ContainsKey("Authorization"));
        Assert.Equal("sk-test", (await HeadersAsync(Dialect.OpenAI, "x-api-key"))["x-api-key"]);
        Assert.False((await HeadersAsync(Dialect.Ollama)).ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Half_pairs_and_empty_texts_become_what_every_service_takes()
    {
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await server.EmbedderAsync();
        await EmbedAsync(embedder, "", "a\uD83Db", "\0");

        var sent = JsonNode.Parse(Assert.Single(server.Requests).Body)!["input"]!.AsArray().Select(text => (string)text!);
        Assert.Equal([" ", "a\uFFFDb", "\0"], sent);
    }

    private static async Task SentAsync<TOptions>(Dialect dialect, Action<TOptions> configure, string body)
        where TOptions : RemoteEmbedderOptions
    {
        await using var server = await EmbeddingServer.StartAsync(dialect);
        using var embedder = await server.EmbedderAsync(options =>
        {
            options.Prefix = "p: ";
            configure((TOptions)options);
        });
        await EmbedAsync(embedder, "a");

        AssertSame(body, Assert.Single(server.Requests).Body);
    }

    private static async Task<Dictionary<string, string>> HeadersAsync(Dialect dialect, string? keyHeader = null)
    {
        await using var server = await EmbeddingServer.StartAsync(dialect);
        using var embedder = await server.EmbedderAsync(options => options.KeyHeader = keyHeader ?? options.KeyHeader);
        await EmbedAsync(embedder, "a");
        return Assert.Single(server.Requests).Headers;
    }

    private static void AssertSame(string expected, byte[] actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"{expected}\n{Encoding.UTF8.GetString(actual)}");

    private static async Task EmbedAsync(RemoteEmbedder embedder, params string[] texts) => await embedder.EmbedAsync(
        texts, new float[texts.Length * embedder.Identity.Dimension], TestContext.Current.CancellationToken);
}
