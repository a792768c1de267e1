using System.ClientModel;
using System.Net;
using System.Text;
using System.Text.Json;
using Likewise.Protocols;
using Likewise.Server;
using Microsoft.AspNetCore.Http;
using OpenAI;
using OpenAI.Embeddings;

namespace Likewise.Tests.Server;

/// <summary>Vectors of an upstream's model. The scripted one makes them of items' letters, and counts each as a token.</summary>
public sealed class CachedEmbeddingsTests : IAsyncLifetime
{
    private ScriptedUpstream _upstream = null!;
    private RunningServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _upstream = await ScriptedUpstream.StartAsync();
        _upstream.Answer = EmbedAsync;
        _server = await RunningServer.StartAsync(_upstream);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task The_official_client_gets_stored_vectors_and_only_the_rest_is_asked_for()
    {
        var client = new EmbeddingClient(
            "text-embedding-3-small", new ApiKeyCredential("any"),
            new OpenAIClientOptions { Endpoint = new Uri(_server.Client.BaseAddress!, "/v1") });
        await client.GenerateEmbeddingsAsync(["one", "two"], cancellationToken: Token);

        OpenAIEmbeddingCollection found = await client.GenerateEmbeddingsAsync(
            ["three", "two", "four", "one", "three"], cancellationToken: Token);

        Assert.Equal([["one", "two"], ["three", "four"]], _upstream.Requests.Select(InputsOf));
        Assert.Equal(
            ["three", "two", "four", "one", "three"],
            found.OrderBy(item => item.Index).Select(item => item.ToFloats().ToArray()).Select(TextOf));
        Assert.Equal(5 + 3 + 4 + 3 + 5, found.Usage.InputTokenCount);
    }

    [Fact]
    public async Task A_request_whose_items_are_all_new_and_different_comes_and_goes_to_the_letter()
    {
        const string Body = """{ "model":"m" , "input":["a","b"], "user":"u" }""";
        const string Answer = """
            { "object":"list","data":[{"index":1,"embedding":[2]},{"index":0,"embedding":[1.50]}],"extra":1 }
            """;
        _upstream.Answer = ScriptedUpstream.Json(200, Answer);

        var reply = await _server.PostAsync("/v1/embeddings", Body);

        Assert.Equal(Answer, await reply.TextAsync());
        Assert.Equal(Body, Encoding.UTF8.GetString(Assert.Single(_upstream.Requests).Body));
        Assert.Equal(("miss", "likewise; fwd=miss; stored; detail=embeddings"), StateOf(reply));

        var again = await (await AskAsync(""" "input": ["b", "a"], "user": "another" """, "m")).JsonAsync();
        Assert.Equal("[2]", again.GetProperty("data")[0].GetProperty("embedding").GetRawText());
        Assert.Equal("[1.5]", again.GetProperty("data")[1].GetProperty("embedding").GetRawText());
        Assert.Single(_upstream.Requests);
    }

    [Fact]
    public async Task It_says_what_the_cache_had()
    {
        await AskAsync(""" "input": ["one", "two"] """);
        var partial = await AskAsync(""" "input": ["one", "two", "three"] """);
        var hit = await AskAsync(""" "input": ["three", "one"] """);

        Assert.Equal(("partial", "likewise; fwd=partial; stored; detail=\"2 of 3\""), StateOf(partial));
        Assert.Equal("6", partial.Header("x-likewise-saved-tokens"));
        Assert.Equal("hit", hit.Cache());
        Assert.StartsWith("likewise; hit; detail=exact; ttl=", hit.Header("Cache-Status"));
        Assert.Equal(("8", "0"), (hit.Header("x-likewise-saved-tokens"), hit.Header("Age")));
        Assert.Equal(8, (await hit.JsonAsync()).GetProperty("usage").GetProperty("prompt_tokens").GetInt64());
        Assert.Equal(14, _server.Host.Cache.GetStatistics().TokensSaved);
    }

    [Fact]
    public async Task Numbers_and_bytes_share_their_vectors()
    {
        await AskAsync(""" "input": "one", "encoding_format": "base64" """);
        var numbers = await (await AskAsync(""" "input": ["one"] """)).JsonAsync();
        var bytes = await (await AskAsync(""" "input": "one", "encoding_format": "base64" """)).JsonAsync();

        Assert.Single(_upstream.Requests);
        Assert.Equal("one", TextOf([.. Embedding(numbers).EnumerateArray().Select(item => item.GetSingle())]));
        Assert.Equal("one", TextOf(EmbeddingsAnswer.Unpack(Embedding(bytes).GetString()!).ToArray()));
    }

    [Theory]
    [InlineData(""" "input": "one " """)]
    [InlineData(""" "input": "One" """)]
    [InlineData(""" "input": "one", "dimensions": 2 """)]
    [InlineData(""" "input": "one", "input_type": "query" """)]
    [InlineData(""" "input": "one", "model": "other" """)]
    [InlineData(""" "input": [111, 110] """)]
    public async Task What_differs_by_a_letter_is_another_item(string fields)
    {
        await AskAsync(""" "input": "one" """, "m");
        await AskAsync(fields, fields.Contains("model", StringComparison.Ordinal) ? null : "m");
        var again = await AskAsync(fields, fields.Contains("model", StringComparison.Ordinal) ? null : "m");

        Assert.Equal("hit", again.Cache());
        Assert.Equal(2, _upstream.Requests.Count);
    }

    [Fact]
    public async Task Tokens_are_items_too()
    {
        await AskAsync(""" "input": [[1, 2], [3]] """);
        var reply = await AskAsync(""" "input": [[3], [1], [1,  2]] """);

        Assert.Equal("partial", reply.Cache());
        Assert.Equal(["[1]"], InputsOf(_upstream.Requests.Last()));
        Assert.Equal("hit", (await AskAsync(""" "input": [1, 2] """)).Cache());
        Assert.Equal("miss", (await AskAsync(""" "input": "[1,2]" """)).Cache());
    }

    [Fact]
    public async Task What_the_upstream_bills_is_shared_among_its_items()
    {
        _upstream.Answer = ScriptedUpstream.Json(200, """
            {"data":[{"embedding":[1]},{"embedding":[2]},{"embedding":[3]}],"usage":{"prompt_tokens":10,"total_tokens":10}}
            """);
        await AskAsync(""" "input": ["a", "bb", "cccc"] """);

        var costs = _server.Host.Cache.List(EntryFilter.All)
            .ToDictionary(entry => entry.Summary.Prompt, entry => entry.Summary.Cost);

        Assert.Equal([1, 3, 6], new[] { "a", "bb", "cccc" }.Select(text => costs[text].InputTokens));
    }

    [Theory]
    [InlineData("""{"data":[{"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":[1e999]}]}""")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":"AAAA"}]}""")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":"AADAfw=="}]}""")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":[]}]}""")]
    [InlineData("""{"data":[{"embedding":[1],"index":1},{"embedding":[1],"index":1}]}""")]
    [InlineData("""{"data":[{"embedding":[1],"index":0},{"embedding":[1],"index":2}]}""")]
    [InlineData("""{"data":[{"embedding":[1]},{"embedding":[1]},{"embedding":[1]}]}""")]
    [InlineData("""{"data":7}""")]
    [InlineData("so sorry")]
    public async Task An_answer_that_makes_no_sense_is_passed_on_and_not_stored(string answer)
    {
        await AskAsync(""" "input": "known" """);
        _upstream.Answer = ScriptedUpstream.Json(200, answer);

        var whole = await AskAsync(""" "input": ["a", "b"] """);
        var partial = await AskAsync(""" "input": ["a", "b", "known"] """);

        Assert.Equal(answer, await whole.TextAsync());
        Assert.Equal("miss", whole.Cache());
        Assert.Equal("upstream_unusable", (await partial.ErrorAsync(HttpStatusCode.BadGateway)).GetProperty("code").GetString());
        Assert.Equal(1, _server.Entries);
    }

    [Fact]
    public async Task An_error_is_the_upstreams_and_what_is_known_is_served_meanwhile()
    {
        await AskAsync(""" "input": "known" """);
        _upstream.Answer = context =>
        {
            context.Response.Headers.RetryAfter = "7";
            return ScriptedUpstream.Json(429, """{"error":{"message":"slow down"}}""")(context);
        };

        var partial = await AskAsync(""" "input": ["known", "new"] """);
        var known = await AskAsync(""" "input": "known" """);

        Assert.Equal((HttpStatusCode.TooManyRequests, "7"), (partial.StatusCode, partial.Header("Retry-After")));
        Assert.Equal("""{"error":{"message":"slow down"}}""", await partial.TextAsync());
        Assert.Equal("hit", known.Cache());
        Assert.Equal(1, _server.Entries);
    }

    [Fact]
    public async Task Vectors_of_two_models_behind_one_name_are_never_in_one_answer()
    {
        await AskAsync(""" "input": "known" """);
        _upstream.Answer = ScriptedUpstream.Json(200, """{"data":[{"embedding":[1]}]}""");

        var reply = await AskAsync(""" "input": ["known", "new"] """);

        Assert.Equal("passed-on", reply.Header("x-likewise-reason"));
        Assert.Equal(["known", "new"], InputsOf(_upstream.Requests.Last()));
    }

    [Fact]
    public async Task Callers_say_what_the_cache_may_do()
    {
        await AskAsync(""" "input": "one" """, headers: [("Cache-Control", "no-store")]);
        Assert.Equal(0, _server.Entries);
        var empty = await AskAsync(""" "input": "one" """, headers: [("Cache-Control", "only-if-cached")]);
        Assert.Equal("not_cached", (await empty.ErrorAsync(HttpStatusCode.GatewayTimeout)).GetProperty("code").GetString());
        Assert.Equal("bypass", (await AskAsync(""" "input": "one" """, headers: [("x-likewise-mode", "off")])).Cache());

        await AskAsync(
            """ "input": "one" """,
            headers: [("x-likewise-namespace", "apart"), ("x-likewise-tags", "t"), ("x-likewise-ttl", "90s")]);
        var entry = Assert.Single(_server.Host.Cache.List(EntryFilter.All)).Summary;
        Assert.Equal(("apart", "t"), (entry.Namespace, Assert.Single(entry.Tags)));
        Assert.Equal(TimeSpan.FromSeconds(90), entry.Expiry.At - entry.CreatedAt);
        Assert.Equal("miss", (await AskAsync(""" "input": "one" """)).Cache());

        Assert.Equal("miss", (await AskAsync(""" "input": "one" """, headers: [("Cache-Control", "no-cache")])).Cache());
        Assert.Equal("hit", (await AskAsync(""" "input": "one" """, headers: [("Cache-Control", "only-if-cached")])).Cache());
        Assert.Equal(5, _upstream.Requests.Count);
    }

    [Fact]
    public async Task Whoever_pays_with_another_key_has_vectors_of_his_own()
    {
        await AskAsync(""" "input": "one" """, headers: [("Authorization", "Bearer a")]);

        Assert.Equal("miss", (await AskAsync(""" "input": "one" """, headers: [("Authorization", "Bearer b")])).Cache());
        Assert.Equal("hit", (await AskAsync(""" "input": "one" """, headers: [("Authorization", "Bearer a")])).Cache());
    }

    [Fact]
    public async Task What_is_removed_is_asked_for_again()
    {
        await AskAsync(""" "input": "one" """, headers: [("x-likewise-tags", "t")]);
        await _server.Host.Cache.InvalidateAsync(new EntryFilter { AnyTag = ["t"] }, Token);

        Assert.Equal("miss", (await AskAsync(""" "input": "one" """)).Cache());
    }

    [Fact]
    public async Task A_stored_answer_that_is_no_vector_is_replaced()
    {
        await AskAsync(""" "input": "one" """);
        var asked = EmbeddingsRequest.Parse("""{"model": "m", "input": "one"}"""u8);
        using var upstreams = new Upstreams(new LikewiseSettings(), TimeProvider.System);
        var prompt = EmbeddingPart.RequestFor(asked, asked.Items[0], upstreams.Default);
        await _server.Host.Cache.StoreAsync(prompt, "no vector", cancellationToken: Token);

        Assert.Equal("miss", (await AskAsync(""" "input": "one" """)).Cache());
        Assert.Equal("hit", (await AskAsync(""" "input": "one" """)).Cache());
    }

    [Fact]
    public async Task Switched_off_it_passes_everything_on()
    {
        await using var server = await RunningServer.StartAsync(_upstream, settings => settings.Server.CacheEmbeddings = false);
        const string Body = """{"model": "m", "input": "one"}""";

        await server.PostAsync("/v1/embeddings", Body);
        var reply = await server.PostAsync("/v1/embeddings", Body);

        Assert.Equal(("bypass", 2), (reply.Cache(), _upstream.Requests.Count));
    }

    [Fact]
    public async Task Hits_report_no_usage_where_the_operator_says_so()
    {
        await using var server = await RunningServer.StartAsync(_upstream, settings => settings.Server.HitUsage = HitUsage.Zero);
        await server.PostAsync("/v1/embeddings", """{"model": "m", "input": "one"}""");

        var reply = await (await server.PostAsync("/v1/embeddings", """{"model": "m", "input": ["one", "four"]}""")).JsonAsync();

        Assert.Equal(4, reply.GetProperty("usage").GetProperty("prompt_tokens").GetInt64());
    }

    [Fact]
    public async Task No_body_makes_it_fail_or_store_what_is_no_vector()
    {
        var mutator = new BodyMutator(seed: 42 + FuzzRun.Seed);
        const string Texts = """{"model": "m", "input": ["How are you", "A", "A"], "encoding_format": "float", "user": "u"}""";
        const string Tokens = """{"model": "m", "input": [[1, 2], [3]], "encoding_format": "base64", "user": "u"}""";
        for (var turn = FuzzRun.Bodies(slice: 300); turn > 0; turn--)
        {
            using var reply = await _server.PostAsync("/v1/embeddings", mutator.Mutate(turn % 2 == 0 ? Texts : Tokens));
            Assert.True((int)reply.StatusCode < 500, $"{(int)reply.StatusCode} for seed {FuzzRun.Seed}, {turn} before the end");
        }

        Assert.NotEqual(0, _server.Entries);
        foreach (var entry in _server.Host.Cache.List(EntryFilter.All))
        {
            var found = await _server.Host.Cache.ReadAsync(entry.Summary.Id, Token);
            Assert.False(EmbeddingsAnswer.Unpack(found!.Response.Text).IsEmpty);
        }
    }

    private Task<HttpResponseMessage> AskAsync(
        string fields, string? model = "m", params (string Name, string Value)[] headers) =>
        _server.PostAsync("/v1/embeddings", $"{{{(model is null ? "" : $"\"model\": \"{model}\",")} {fields}}}", headers);

    private static (string? State, string? Status) StateOf(HttpResponseMessage reply) =>
        (reply.Cache(), reply.Header("Cache-Status"));

    private static JsonElement Embedding(JsonElement reply) => reply.GetProperty("data")[0].GetProperty("embedding");

    private static string[] InputsOf(ScriptedUpstream.SentRequest sent) =>
        [.. EmbeddingsRequest.Parse(sent.Body).Items.Select(item => item.Text)];

    private static async Task EmbedAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        EmbeddingsRequest asked;
        try
        {
            asked = EmbeddingsRequest.Parse(body.ToArray());
        }
        catch (ProtocolException wrong)
        {
            var message = JsonSerializer.Serialize(wrong.Message);
            await ScriptedUpstream.Json(400, $$$"""{"error": {"message": {{{message}}}}}""")(context);
            return;
        }

        var vectors = asked.Items.Select(item => (ReadOnlyMemory<float>)VectorOf(item.Text));
        context.Response.ContentType = "application/json";
        EmbeddingsWriter.Write(
            context.Response.BodyWriter,
            new EmbeddingsAnswer(asked.Model, [.. vectors], asked.Items.Sum(item => item.Text.Length)), asked.IsBase64);
    }

    /// <summary>Up to five letters, and how many.</summary>
    private static float[] VectorOf(string text) =>
        [.. text.PadRight(5)[..5].Select(letter => letter / 8f), text.Length];

    private static string TextOf(float[] vector) =>
        string.Concat(vector[..5].Select(component => (char)(component * 8))).Trim();
}
