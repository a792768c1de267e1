using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Likewise.Embedders;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Embedders;

/// <summary>What comes back: put right where only the order is wrong, refused by name where anything else is.</summary>
public sealed class ReplyTests
{
    private static readonly float[] One = [.. Enumerable.Range(1, EmbeddingServer.Dimension).Select(i => (float)i)];
    private static readonly float[] Other = [.. One.Select(component => -component)];

    [Theory]
    [InlineData("""[{"index":1,"embedding":A},{"index":0,"embedding":B}]""")]
    [InlineData("""[{"embedding":A,"index":1},{"embedding":B,"object":"embedding","index":0}]""")]
    [InlineData("""[{"object":"embedding","embedding":B},{"embedding":A}]""")]
    public async Task The_index_says_whose_vector_it_is_wherever_it_stands(string data)
    {
        var vectors = await EmbedAsync(Wrap(data), "first", "second");

        Assert.Equal([-1, 1], vectors.Select(vector => Math.Sign(vector[0])));
    }

    [Fact]
    public async Task Base64_and_numbers_are_both_read_whatever_was_asked()
    {
        var numbers = await EmbedAsync(Dialect.OpenAIReply([Dialect.Numbers(One)]), "a");
        var base64 = await EmbedAsync(Dialect.OpenAIReply([Dialect.Base64(One)]), "a");
        var escapedText = Dialect.Base64(One).Replace("/", "\\/").Replace("A", "\\u0041");
        var escaped = await EmbedAsync(Dialect.OpenAIReply([escapedText]), "a");

        Assert.Equal(numbers, base64);
        Assert.Equal(numbers, escaped);
        var length = Math.Sqrt(One.Sum(component => component * component));
        Assert.Equal(One.Select(component => (float)(component / length)), numbers[0]);
    }

    [Theory]
    [InlineData("""[{"index":0,"embedding":A}]""", "1 vectors came for 2 texts; vector 1 is missing")]
    [InlineData("""[]""", "0 vectors came for 2 texts")]
    [InlineData("""[{"index":0,"embedding":A},{"index":0,"embedding":B}]""", "two vectors 0")]
    [InlineData("""[{"index":0,"embedding":A},{"index":2,"embedding":B}]""", "a vector 2, and 2 were asked for")]
    [InlineData("""[{"index":0,"embedding":A},{"index":-1,"embedding":B}]""", "no whole number")]
    [InlineData("""[{"embedding":A},{"embedding":B},{"embedding":B}]""", "a vector 2, and 2 were asked for")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1}]""", "no embedding")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":null}]""", "neither an array of numbers nor base64")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":[1,null]}]""", "component 1 of vector 1 is no number")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":[1,2]}]""", "has 2 components, and 13 were expected")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":"AACAPw=="}]""", "has 1 components, and 13 were expected")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":"not base64!"}]""", "not base64 of float32")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":"AACA"}]""", "not base64 of float32")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":[[1],[2]]}]""", "a vector for each token")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":Z}]""", "all zeros")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":N}]""", "not a finite number")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":I}]""", "not a finite number")]
    [InlineData("""[{"index":0,"embedding":A},{"index":1,"embedding":[NaN]}]""", "no JSON")]
    [InlineData("""{"index":0}""", "data is not an array")]
    [InlineData("""[0]""", "an item of data is not an object")]
    public async Task A_reply_that_is_not_what_was_asked_is_refused_by_name(string data, string reason) =>
        await RefusedAsync(Wrap(data), reason, "first", "second");

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("[]", "it is not an object")]
    [InlineData("<html>busy</html>", "no JSON")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2,3""", "only part of it")]
    [InlineData("""{"object":"list"}""", "0 vectors came for 1 texts")]
    [InlineData("""{"error":{"message":"out of memory"}}""", "0 vectors came for 1 texts")]
    public async Task So_is_what_is_no_reply_at_all(string reply, string reason) => await RefusedAsync(reply, reason, "a");

    [Fact]
    public async Task A_vector_longer_than_expected_is_counted_and_not_cut()
    {
        await RefusedAsync(Dialect.OpenAIReply([Dialect.Numbers([.. One, 1, 2])]), "has 15 components", "a");
        await RefusedAsync(Dialect.OpenAIReply([Dialect.Base64([.. One, 1, 2])]), "has 15 components", "a");
    }

    [Fact]
    public async Task Trailing_text_and_a_reply_beyond_its_limit_are_refused()
    {
        await RefusedAsync(Dialect.OpenAIReply([Dialect.Numbers(One)]) + "{}", "no JSON", "a");
        await RefusedAsync(new string(' ', 3_000), "2048 bytes or more", "a", options => options.ReplyBytesMax = 2_048);
    }

    [Fact]
    public async Task A_compressed_reply_is_read_and_its_limit_is_of_what_it_unpacks_to()
    {
        await using var server = await EmbeddingServer.StartAsync();
        using var embedder = await server.EmbedderAsync(options => options.ReplyBytesMax = 1 << 20);
        var vectors = new float[EmbeddingServer.Dimension];
        server.Script.Enqueue(Compressed(Dialect.OpenAIReply([Dialect.Numbers(One)])));
        await embedder.EmbedAsync(new[] { "a" }, vectors, TestContext.Current.CancellationToken);
        Assert.Equal(1, vectors.Sum(component => component * component), 1e-5);

        foreach (var (reply, reason) in new[]
        {
            (Compressed(new string(' ', 4 << 20)), "1048576 bytes or more"),
            (Compressed("[1]", breaks: true), "compression is damaged"),
        })
        {
            server.Script.Enqueue(reply);
            var refused = await Assert.ThrowsAsync<EmbedderException>(
                async () => await embedder.EmbedAsync(new[] { "a" }, vectors, TestContext.Current.CancellationToken));
            Assert.Equal(EmbedderFault.BadReply, refused.Fault);
            Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_other_services_replies_are_as_strict()
    {
        await RefusedAsync("""{"embeddings":[[1,2]]}""", "has 2 components", Dialect.Ollama);
        await RefusedAsync("""{"embeddings":{"int8":[[1]]}}""", "0 vectors came", Dialect.Cohere);
        await RefusedAsync("""{"embeddings":[[1]]}""", "embeddings is not an object", Dialect.Cohere);
        await RefusedAsync("""[[[1,2],[3,4]]]""", "a vector for each token", Dialect.HuggingFace);
        await RefusedAsync("""[1,2,3]""", "neither an array of numbers nor base64", Dialect.HuggingFace);
        await RefusedAsync("""{"error":"overloaded"}""", "it is not an array", Dialect.HuggingFace);
    }

    [Fact]
    public async Task The_services_count_of_tokens_is_taken_and_otherwise_reckoned()
    {
        foreach (var dialect in Dialect.All)
        {
            await using var server = await EmbeddingServer.StartAsync(dialect);
            using var embedder = await server.EmbedderAsync(options => options.PricePerMillionTokens = 0.5m);
            var usage = await embedder.EmbedAsync(
                new[] { "twelve bytes" }, new float[EmbeddingServer.Dimension], TestContext.Current.CancellationToken);

            var isReported = dialect != Dialect.HuggingFace;
            var statistics = embedder.GetStatistics();
            Assert.Equal(new EmbeddingUsage(isReported ? 8 : 4, 0), usage);
            Assert.Equal((isReported ? 8 : 0, isReported ? 0 : 4), (statistics.TokensReported, statistics.TokensEstimated));
            Assert.Equal(usage.Tokens * 0.0000005m, statistics.Cost);
            Assert.Equal((1, 1), (statistics.Requests, statistics.Texts));
        }
    }

    private static Func<HttpContext, Task> Compressed(string reply, bool breaks = false) => async context =>
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(reply));
        var bytes = packed.ToArray();
        if (breaks)
            bytes[0] ^= 0xFF;
        context.Response.Headers.ContentEncoding = "gzip";
        await context.Response.Body.WriteAsync(bytes);
    };

    private static string Wrap(string data) => $$"""{"data":{{Letters(data)}},"usage":null,"more":{"x":[1]} }""";

    private static string Letters(string data)
    {
        var bad = One.ToArray();
        bad[5] = float.NaN;
        var infinite = new byte[EmbeddingServer.Dimension * 4];
        BinaryPrimitives.WriteSingleLittleEndian(infinite.AsSpan(8), float.NegativeInfinity);
        return data
            .Replace(":A", ":" + Dialect.Numbers(One)).Replace(":B", ":" + Dialect.Base64(Other))
            .Replace(":Z", ":" + Dialect.Numbers(new float[EmbeddingServer.Dimension]))
            .Replace(":N}", ":" + Dialect.Base64(bad) + "}").Replace(":I", $":\"{Convert.ToBase64String(infinite)}\"");
    }

    private static Task RefusedAsync(string reply, string reason, Dialect dialect) =>
        RefusedAsync(reply, reason, ["a"], dialect, null);

    private static Task RefusedAsync(string reply, string reason, params string[] texts) =>
        RefusedAsync(reply, reason, texts, Dialect.OpenAI, null);

    private static Task RefusedAsync(string reply, string reason, string text, Action<RemoteEmbedderOptions> configure) =>
        RefusedAsync(reply, reason, [text], Dialect.OpenAI, configure);

    private static async Task RefusedAsync(
        string reply, string reason, string[] texts, Dialect dialect, Action<RemoteEmbedderOptions>? configure)
    {
        await using var server = await EmbeddingServer.StartAsync(dialect);
        server.Script.Enqueue(EmbeddingServer.Json(reply));
        using var embedder = await server.EmbedderAsync(configure);
        var refused = await Assert.ThrowsAsync<EmbedderException>(async () => await embedder.EmbedAsync(
            texts, new float[texts.Length * EmbeddingServer.Dimension], TestContext.Current.CancellationToken));

        Assert.Equal(EmbedderFault.BadReply, refused.Fault);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, embedder.GetStatistics().Failures[EmbedderFault.BadReply]);
        Assert.Single(server.Requests); // The same request would get the same reply.
    }

    private static async Task<float[][]> EmbedAsync(string reply, params string[] texts)
    {
        await using var server = await EmbeddingServer.StartAsync();
        server.Script.Enqueue(EmbeddingServer.Json(reply));
        using var embedder = await server.EmbedderAsync();
        var vectors = new float[texts.Length * EmbeddingServer.Dimension];
        await embedder.EmbedAsync(texts, vectors, TestContext.Current.CancellationToken);
        return [.. vectors.Chunk(EmbeddingServer.Dimension)];
    }
}
