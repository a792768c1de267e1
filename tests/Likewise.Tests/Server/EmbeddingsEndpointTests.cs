using System.ClientModel;
using System.Net;
using System.Text;
using Likewise.Tests.Encoder;
using OpenAI;
using OpenAI.Embeddings;

namespace Likewise.Tests.Server;

public sealed class EmbeddingsEndpointTests
{
    private static readonly string Model = DefaultModel.Encoder.Identity.Model;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_official_client_gets_the_encoders_vectors()
    {
        await using var server = await RunningServer.StartAsync();
        var client = new EmbeddingClient(
            Model, new ApiKeyCredential("any"),
            new OpenAIClientOptions { Endpoint = new Uri(server.Client.BaseAddress!, "/v1") });

        OpenAIEmbeddingCollection found = await client.GenerateEmbeddingsAsync(["one", "another"], cancellationToken: Token);

        Assert.Equal(2, found.Count);
        Assert.Equal(VectorOf("one"), found[0].ToFloats().ToArray());
        Assert.Equal(VectorOf("another"), found[1].ToFloats().ToArray());
        Assert.True(found.Usage.TotalTokenCount > 4);
    }

    [Fact]
    public async Task Numbers_are_the_same_vectors_as_bytes()
    {
        await using var server = await RunningServer.StartAsync();
        var numbers = await (await AskAsync(server, """ "input": "one" """)).JsonAsync();
        const string AsBytes = """ "input": ["one"], "encoding_format": "base64", "dimensions": 384 """;
        var bytes = await (await AskAsync(server, AsBytes)).JsonAsync();

        var vector = numbers.GetProperty("data")[0].GetProperty("embedding").EnumerateArray().Select(item => item.GetSingle());
        Assert.Equal(VectorOf("one"), vector);
        var packed = Convert.FromBase64String(bytes.GetProperty("data")[0].GetProperty("embedding").GetString()!);
        Assert.Equal(VectorOf("one"), Enumerable.Range(0, 384).Select(at => BitConverter.ToSingle(packed, 4 * at)));
    }

    [Theory]
    [InlineData(""" "input": [] """, "input")]
    [InlineData(""" "input": "" """, "input")]
    [InlineData(""" "input": [1, 2] """, "input")]
    [InlineData(""" "input": ["a", 7] """, "input[1]")]
    [InlineData(""" "input": "a", "dimensions": 256 """, "dimensions")]
    [InlineData(""" "input": "a", "encoding_format": "hex" """, "encoding_format")]
    [InlineData(""" "texts": "a" """, "input")]
    public async Task What_it_does_not_do_is_refused_by_name(string fields, string param)
    {
        await using var server = await RunningServer.StartAsync();

        var error = await (await AskAsync(server, fields)).ErrorAsync(HttpStatusCode.BadRequest);

        Assert.Equal(param, error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task Other_models_are_the_upstreams()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(200, """{"object":"list"}""");
        await using var server = await RunningServer.StartAsync(upstream);
        const string Body = """{"model":"text-embedding-3-small","input":[1,2]}""";
        var reply = await server.PostAsync("/v1/embeddings", Body);

        Assert.Equal("""{"object":"list"}""", await reply.TextAsync());
        var sent = Assert.Single(upstream.Requests);
        Assert.Equal(("/v1/embeddings", Body), (sent.Path, Encoding.UTF8.GetString(sent.Body)));
    }

    private static Task<HttpResponseMessage> AskAsync(RunningServer server, string fields) =>
        server.PostAsync("/v1/embeddings", $$"""{"model": "{{Model}}", {{fields}}}""");

    private static float[] VectorOf(string text)
    {
        var vector = new float[DefaultModel.Encoder.Identity.Dimension];
        DefaultModel.Encoder.Embed(text, vector);
        return vector;
    }
}
