using System.Net;
using Likewise.Server;
using Likewise.Tests.Server.CacheApi;

namespace Likewise.Tests.Server.Sharing;

/// <summary>What must match exactly although no model is sent it: from callers, and from where the operator says.</summary>
public sealed class ContextTests
{
    private const string Asked = "How do I reset my password?";
    private const string InOtherWords = "How can I reset my password?";

    [Fact]
    public async Task What_callers_name_is_a_world_of_its_own_on_every_way_in()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync(Asked, "Hier klicken.", "\"context\": {\"locale\": \"de\", \"role\": \"a,b=c\"},");

        foreach (var prompt in new[] { Asked, InOtherWords })
        {
            Assert.Equal("hit", Found(await server.LookupAsync(
                prompt, "\"context\": {\"role\": \"a,b=c\", \"locale\": \"de\"},")));
            Assert.Equal("miss", Found(await server.LookupAsync(prompt, "\"context\": {\"locale\": \"de\"},")));
            Assert.Equal("miss", Found(await server.LookupAsync(prompt)));
        }

        await server.ChatAsync("Hi", "", ("x-likewise-context", "locale=de, role=a%2Cb%3Dc"));
        Assert.Equal("hit", (await server.ChatAsync("Hi", "", ("x-likewise-context", "role=a%2cb%3dc,locale = de"))).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi", "", ("x-likewise-context", "locale=de"))).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi")).Cache());
        Assert.Equal("hit", Found(await server.OkAsync(
            "/lookup",
            $$"""{"chat": {{RunningServer.ChatBody("Hi")}}, "context": {"locale": "de", "role": "a,b=c"} }""")));
    }

    [Theory]
    [InlineData("locale", "x-likewise-context")]
    [InlineData("=de", "x-likewise-context")]
    [InlineData("a=1, a=2", "twice")]
    [InlineData("a%0Ab=1", "control character")]
    public async Task What_nobody_can_mean_is_refused(string context, string words)
    {
        await using var server = await RunningServer.StartAsync();
        var refused = await server.ChatAsync("Hi", "", ("x-likewise-context", context));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(words, await refused.TextAsync(), StringComparison.Ordinal);
        var body = $$"""{"prompt": "Hi", "context": {"a": 1} }""";
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("/v1/cache/lookup", body)).StatusCode);
    }

    [Fact]
    public async Task What_the_operator_names_is_read_from_headers_body_and_key()
    {
        await using var server = await RunningServer.StartAsync(configure: settings => settings.Context.Fields = Fields(
            "locale=header:Accept-Language", "body:metadata.conversation_id", "user=body:user"));
        var (german, english) = (("Accept-Language", "de"), ("Accept-Language", "en"));
        const string Ann = "\"user\": \"ann\", \"metadata\": {\"conversation_id\": 7},";

        await server.ChatAsync("Hi", Ann, german);
        Assert.Equal("hit", (await server.ChatAsync("Hi", Ann, german)).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi", Ann, english)).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi", Ann)).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi", Ann.Replace("7", "8", StringComparison.Ordinal), german)).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi", "\"user\": \"ann\",", german)).Cache());
        Assert.Equal("hit", (await server.ChatAsync("Hi", "\"metadata\": null, \"user\": \"ann\",", german)).Cache());
    }

    [Fact]
    public async Task What_the_operator_names_no_caller_says_otherwise()
    {
        await using var server = await RunningServer.StartAsync(
            configure: settings => settings.Context.Fields = Fields("role=header:X-Role"));
        var forged = await server.ChatAsync("Hi", "", ("x-likewise-context", "role=admin"));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Contains("header:X-Role", await forged.TextAsync(), StringComparison.Ordinal);
        var body = """{"prompt": "Hi", "context": {"role": "admin"} }""";
        await (await server.PostAsync("/v1/cache/lookup", body)).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_explanation_names_what_differs()
    {
        await using var server = await RunningServer.StartAsync();
        var explained = await server.OkAsync(
            "/explain",
            """
            {"asked": {"prompt": "Hi", "context": {"locale": "de"} }, "stored": {"prompt": "Hi", "context": {"locale": "en"} } }
            """);

        Assert.Equal("[\"context.locale\"]", explained.GetProperty("scopeDifferences").GetRawText());
    }

    [Fact]
    public async Task Vectors_of_an_upstream_are_kept_apart_too()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var body = """{"model": "text-embedding-3-small", "input": "a", "encoding_format": "float"}""";
        upstream.Answer = ScriptedUpstream.Json(
            200, """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[1]}],"model":"m","usage":{}}""");
        await server.PostAsync("/v1/embeddings", body, ("x-likewise-context", "team=a"));

        Assert.Equal("hit", (await server.PostAsync("/v1/embeddings", body, ("x-likewise-context", "team=a"))).Cache());
        Assert.Equal("miss", (await server.PostAsync("/v1/embeddings", body, ("x-likewise-context", "team=b"))).Cache());
    }

    private static string? Found(System.Text.Json.JsonElement lookup) => lookup.GetProperty("hit").GetBoolean() ? "hit" : "miss";

    private static RequestField[] Fields(params string[] texts) =>
        Array.ConvertAll(texts, text => RequestField.TryParse(text, out var field) ? field : throw new FormatException(text));
}
