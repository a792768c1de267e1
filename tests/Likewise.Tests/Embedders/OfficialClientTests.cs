using System.ClientModel;
using System.Text;
using System.Text.Json.Nodes;
using OpenAI;
using OpenAI.Embeddings;

namespace Likewise.Tests.Embedders;

/// <summary>A second opinion on OpenAI's shape: the official client, against the same server.</summary>
public sealed class OfficialClientTests
{
    [Fact]
    public async Task The_official_client_sends_the_fields_that_we_send_and_reads_the_reply_that_we_read()
    {
        await using var server = await EmbeddingServer.StartAsync();
        var client = new EmbeddingClient(
            "text-embedding-3-small", new ApiKeyCredential("sk-test"),
            new OpenAIClientOptions { Endpoint = new Uri(server.Url, "/v1") });
        var theirs = await client.GenerateEmbeddingsAsync(
            ["a", "é"], new EmbeddingGenerationOptions { Dimensions = EmbeddingServer.Dimension },
            TestContext.Current.CancellationToken);
        using var embedder = await server.EmbedderAsync(options => options.Shorten = true);
        var ours = new float[2 * EmbeddingServer.Dimension];
        var usage = await embedder.EmbedAsync(new[] { "a", "é" }, ours, TestContext.Current.CancellationToken);

        var (official, own) = (server.Requests[0], server.Requests[1]);
        Assert.Equal(official.Path, own.Path);
        Assert.Equal(official.Headers["Authorization"], own.Headers["Authorization"]);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(official.Body), JsonNode.Parse(own.Body)), Encoding.UTF8.GetString(official.Body));
        Assert.Equal(theirs.Value.Usage.InputTokenCount, usage.Tokens);
        foreach (var (row, embedding) in ours.Chunk(EmbeddingServer.Dimension).Zip(theirs.Value))
        {
            var length = Math.Sqrt(embedding.ToFloats().ToArray().Sum(component => (double)component * component));
            Assert.Equal(embedding.ToFloats().ToArray().Select(component => (float)(component / length)), row, CloseTo);
        }
    }

    private static bool CloseTo(float left, float right) => Math.Abs(left - right) < 1e-6;
}
