using System.Net;
using System.Text;
using System.Text.Json;
using Likewise.Server;
using Likewise.Tests.Lookup;

namespace Likewise.Tests.Server;

/// <summary>Goal: callers of other products come over as they are, where the operator lets them.</summary>
public sealed class DialectTests
{
    private const string Asked = "How do I reset my password?";
    private const string InOtherWords = "How can I reset my password?";

    [Fact]
    public async Task Without_being_switched_on_no_dialect_is_spoken()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var reply = await server.ChatAsync(Asked, "\"cache\": {\"no-store\": true},", ("x-portkey-cache-namespace", "help"));

        Assert.Null(reply.Header("x-portkey-cache-status"));
        Assert.Equal("default", Assert.Single(server.Host.Cache.List(EntryFilter.All)).Summary.Namespace);
        Assert.Contains("\"cache\"", Encoding.UTF8.GetString(upstream.Requests.Single().Body));
    }

    [Fact]
    public async Task LiteLLM_asks_in_the_body_which_the_upstream_does_not_see()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(DialectKind.LiteLlm, upstream);
        await server.ChatAsync(Asked, "\"cache\": {\"ttl\": 90, \"namespace\": \"help\"},");
        var hit = await server.ChatAsync(InOtherWords, "\"cache\": {\"namespace\": \"help\", \"s-maxage\": 600},");
        var fresh = await server.ChatAsync(Asked, "\"cache\": {\"namespace\": \"help\", \"no-cache\": true},");
        var unstored = await server.ChatAsync("A quite different thing", "\"cache\": {\"no-store\": true},");

        var entry = Assert.Single(server.Host.Cache.List(EntryFilter.All)).Summary;
        Assert.Equal("help", entry.Namespace);
        Assert.Equal(("hit", "miss", "miss"), (hit.Cache(), fresh.Cache(), unstored.Cache()));
        Assert.Equal(hit.Header("x-likewise-entry"), hit.Header("x-litellm-cache-key"));
        Assert.Equal(hit.Header("x-likewise-similarity"), hit.Header("x-litellm-semantic-similarity"));
        Assert.Null(fresh.Header("x-litellm-cache-key"));
        Assert.All(upstream.Requests, sent => Assert.False(JsonElement.Parse(sent.Body).TryGetProperty("cache", out _)));
    }

    [Fact]
    public async Task Portkey_asks_in_a_configuration_and_is_told_a_status()
    {
        await using var server = await StartAsync(DialectKind.Portkey);
        (string, string) simple = ("x-portkey-config", """{"cache": {"mode": "simple"}}""");
        var miss = await server.ChatAsync(Asked, "", ("x-portkey-config", """{"cache": {"mode": "semantic", "max_age": 90}}"""));
        var exact = await server.ChatAsync(Asked, "", simple);
        var alike = await server.ChatAsync(InOtherWords);
        var strict = await server.ChatAsync(InOtherWords, "", simple, ("Cache-Control", "no-store"));
        var refreshed = await server.ChatAsync(Asked, "", ("x-portkey-cache-force-refresh", "true"));
        var elsewhere = await server.ChatAsync(Asked, "", ("x-portkey-cache-namespace", "help"), ("x-portkey-config", "pc-1"));
        var off = await server.ChatAsync(Asked, "", ("x-likewise-mode", "off"));

        Assert.Equal(
            ["SEMANTIC MISS", "HIT", "SEMANTIC HIT", "MISS", "REFRESH", "SEMANTIC MISS", "DISABLED"],
            new[] { miss, exact, alike, strict, refreshed, elsewhere, off }
                .Select(reply => reply.Header("x-portkey-cache-status")));
        Assert.Matches("ttl=(89|90)$", exact.Header("Cache-Status"));
    }

    [Fact]
    public async Task Kong_is_told_status_key_and_time()
    {
        await using var server = await StartAsync(DialectKind.Kong);
        var miss = await server.ChatAsync(Asked);
        var hit = await server.ChatAsync(Asked);
        var passed = await server.PostAsync("/v1/chat/completions?x=1", RunningServer.ChatBody(Asked));

        Assert.Equal(
            ["Miss", "Hit", "Bypass"], new[] { miss, hit, passed }.Select(reply => reply.Header("X-Cache-Status")));
        Assert.Equal(hit.Header("x-likewise-entry"), hit.Header("X-Cache-Key"));
        Assert.EndsWith($"ttl={hit.Header("X-Cache-Ttl")}", hit.Header("Cache-Status"));
    }

    [Fact]
    public async Task Bifrost_asks_in_headers_and_tightens_only()
    {
        await using var server = await StartAsync(DialectKind.Bifrost);
        (string, string) key = ("x-bf-cache-key", "help");
        await server.ChatAsync(Asked, "", key, ("x-bf-cache-ttl", "90"));
        await server.ChatAsync("A quite different thing", "", ("x-bf-cache-no-store", "true"));

        var hit = await server.ChatAsync(InOtherWords, "", key);
        var direct = await server.ChatAsync(InOtherWords, "", key, ("x-bf-cache-type", "direct"), ("Cache-Control", "no-store"));
        var tight = await server.ChatAsync(
            InOtherWords, "", key, ("x-bf-cache-threshold", "0.9999"), ("x-bf-cache-no-store", "true"));
        var loose = await server.ChatAsync("How do I bake bread?", "", key, ("x-bf-cache-threshold", "-1"));

        Assert.Equal(["hit", "miss", "miss", "miss"], new[] { hit, direct, tight, loose }.Select(reply => reply.Cache()));
        Assert.Matches("ttl=(89|90)$", hit.Header("Cache-Status"));
    }

    [Fact]
    public async Task Bifrost_is_told_in_the_answer()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(DialectKind.Bifrost, upstream);
        var miss = await DebugOf(await server.ChatAsync(Asked));
        var direct = await DebugOf(await server.ChatAsync(Asked));
        var semantic = await DebugOf(await server.ChatAsync(InOtherWords, "", ("x-bf-cache-threshold", "0.91")));
        var off = await (await server.ChatAsync(Asked, "", ("x-likewise-mode", "off"))).JsonAsync();

        var entry = Assert.Single(server.Host.Cache.List(EntryFilter.All)).Summary;
        var id = entry.Id.ToString();
        Assert.Equal("""{"cache_hit":false}""", miss.GetRawText());
        Assert.Equal($$"""{"cache_hit":true,"cache_id":"{{id}}","hit_type":"direct"}""", direct.GetRawText());
        Assert.StartsWith(
            $$"""{"cache_hit":true,"cache_id":"{{id}}","hit_type":"semantic","provider_used":"builtin","model_used":"all-Min""",
            semantic.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0.91, semantic.GetProperty("threshold").GetDouble());
        Assert.InRange(semantic.GetProperty("similarity").GetDouble(), 0.91, 1);
        Assert.False(off.TryGetProperty("extra_fields", out _));

        // What was recorded knows nothing of it.
        await using var plain = await RunningServer.StartAsync(upstream);
        var stored = await server.Host.Cache.ReadAsync(entry.Id, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("cache_debug", Encoding.UTF8.GetString(stored!.Response.ToJson()), StringComparison.Ordinal);
        Assert.False((await (await plain.ChatAsync(Asked)).JsonAsync()).TryGetProperty("extra_fields", out _));
    }

    [Theory]
    [InlineData("/v1/chat/completions", "\"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]")]
    [InlineData("/v1/completions", "\"prompt\": \"Hi\"")]
    [InlineData("/v1/responses", "\"input\": \"Hi\"")]
    public async Task Bifrost_is_told_at_the_end_of_streams_be_they_the_models_or_the_caches(string path, string asked)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Saying(_ => RecordedResponse.FromText("From the model.", new TokenUsage(5, 4), "m-1"));
        await using var server = await StartAsync(DialectKind.Bifrost, upstream);
        var body = $$"""{"model": "m", "stream": true, {{asked}}}""";
        foreach (var isHit in new[] { false, true })
        {
            var text = await (await server.PostAsync(path, body)).TextAsync();
            var events = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part[(part.IndexOf("data: ", StringComparison.Ordinal) + 6)..])
                .Where(data => data != "[DONE]").Select(data => JsonElement.Parse(data)).ToArray();

            Assert.True(events.Length > 1);
            Assert.All(events[..^1], part => Assert.False(part.TryGetProperty("extra_fields", out _)));
            var told = events[^1].GetProperty("extra_fields").GetProperty("cache_debug").GetProperty("cache_hit");
            Assert.Equal(isHit, told.GetBoolean());
            await JoinTests.Until(() => server.Entries == 1); // A stream ends before its answer is stored.
        }
    }

    [Theory]
    [InlineData("{}", """{"n":1}""")]
    [InlineData("{ }\n", "{ \"n\":1}\n")]
    [InlineData("""{"a":{}}""", """{"a":{},"n":1}""")]
    [InlineData("""{"n":2}""", """{"n":2}""")]
    [InlineData("[1]", "[1]")]
    [InlineData("oops}", "oops}")]
    [InlineData("", "")]
    public void A_note_is_added_to_objects_that_have_none(string json, string expected)
    {
        var note = new BodyNote("n", "1"u8.ToArray());

        Assert.Equal(expected, Encoding.UTF8.GetString(note.AddTo(Encoding.UTF8.GetBytes(json)).Span));
        var part = Encoding.UTF8.GetBytes("data: [DONE]\n\n");
        Assert.Equal(part, note.AddToLast(part).ToArray());
    }

    [Theory]
    [InlineData(DialectKind.Portkey, "x-portkey-config", "{oops")]
    [InlineData(DialectKind.Portkey, "x-portkey-config", """{"cache": {"max_age": "soon"}}""")]
    [InlineData(DialectKind.Portkey, "x-portkey-config", """{"cache": {"mode": 7}}""")]
    [InlineData(DialectKind.Bifrost, "x-bf-cache-ttl", "soon")]
    [InlineData(DialectKind.Bifrost, "x-bf-cache-ttl", "-1")]
    [InlineData(DialectKind.Bifrost, "x-bf-cache-ttl", "NaN")]
    [InlineData(DialectKind.Bifrost, "x-bf-cache-threshold", "2")]
    public async Task Impossible_wishes_are_refused(DialectKind kind, string name, string value)
    {
        await using var server = await StartAsync(kind);

        await (await server.ChatAsync(Asked, "", (name, value))).ErrorAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("""{"ttl": "soon"}""")]
    [InlineData("""{"ttl": 0}""")]
    [InlineData("""{"no-cache": 1}""")]
    [InlineData("""{"namespace": 1}""")]
    public async Task Impossible_wishes_in_a_body_are_refused(string cache)
    {
        await using var server = await StartAsync(DialectKind.LiteLlm);

        await (await server.ChatAsync(Asked, $"\"cache\": {cache},")).ErrorAsync(HttpStatusCode.BadRequest);
    }

    private static async Task<JsonElement> DebugOf(HttpResponseMessage reply) =>
        (await reply.JsonAsync()).GetProperty("extra_fields").GetProperty("cache_debug");

    private static Task<RunningServer> StartAsync(DialectKind kind, ScriptedUpstream? upstream = null) =>
        RunningServer.StartAsync(upstream, settings => settings.Server.Dialects = [kind]);
}
