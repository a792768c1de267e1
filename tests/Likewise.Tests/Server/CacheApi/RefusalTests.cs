using System.Net;
using System.Text;

namespace Likewise.Tests.Server.CacheApi;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("/lookup", "{}", "prompt")]
    [InlineData("/lookup", """{"prompt": ""}""", null)]
    [InlineData("/lookup", """{"prompt": 1}""", "prompt")]
    [InlineData("/lookup", """{"prompt": "a", "messages": []}""", "prompt")]
    [InlineData("/lookup", """{"messages": []}""", null)]
    [InlineData("/lookup", """{"messages": [{"role": "user"}]}""", "messages[0].content")]
    [InlineData("/lookup", """{"messages": [{"role": "", "content": "a"}]}""", "messages[0].role")]
    [InlineData("/lookup", """{"messages": [{"role": "user", "content": "a", "name": "b"}]}""", "messages[0].name")]
    [InlineData("/lookup", """{"chat": "a"}""", "chat")]
    [InlineData("/lookup", """{"chat": {"messages": []}}""", "messages")]
    [InlineData("/lookup", """{"chat": {"messages": [{"role": "user", "content": "a"}]}, "model": "m"}""", "model")]
    [InlineData("/lookup", """{"prompt": "a", "tenant": "b"}""", "tenant")]
    [InlineData("/lookup", """{"prompt": "a", "similarityMin": 2}""", "similarityMin")]
    [InlineData("/lookup", """{"prompt": "a", "maxAgeSeconds": -1}""", "maxAgeSeconds")]
    [InlineData("/lookup", """{"prompt": "a", "maxAgeSeconds": 1e300}""", "maxAgeSeconds")]
    [InlineData("/lookup", """{"prompt": "a", "temperature": -1}""", null)]
    [InlineData("/lookup", """{"prompt": "a", "parameters": []}""", "parameters")]
    [InlineData("/lookup", """{"prompt": "a", "namespace": ""}""", "namespace")]
    [InlineData("/lookup", """{"prompt": "a", "namespace": "two\nlines"}""", "namespace")]
    [InlineData("/lookup", """{"prompt": "a\u0000"}""", "prompt")]
    [InlineData("/lookup", """{"prompt": "\ud800"}""", "prompt")]
    [InlineData("/lookup", """{"prompt": "a", "prompt": "b"}""", null)]
    [InlineData("/lookup", "[]", null)]
    [InlineData("/lookup", "{", null)]
    [InlineData("/store", """{"prompt": "a"}""", "response")]
    [InlineData("/store", """{"prompt": "a", "response": "b", "recording": {}}""", "response")]
    [InlineData("/store", """{"prompt": "a", "recording": {}}""", "recording")]
    [InlineData("/store", """{"prompt": "a", "recording": {"choices": [null]}}""", "recording")]
    [InlineData("/store", """{"prompt": "a", "recording": {"choices": [{"parts": [{"kind": "image"}]}]}}""", "recording")]
    [InlineData("/store", """{"prompt": "a", "recording": {"choices": [{"parts": [{"kind": "text"}]}]}}""", "recording")]
    [InlineData("/store", """{"prompt": "a", "recording": {"choices": [], "usage": {"input_tokens": -1}}}""", "recording")]
    [InlineData("/store", """{"prompt": "a", "recording": {"choices": []}, "usage": {}}""", "usage")]
    [InlineData("/store", """{"prompt": "a", "response": "b", "usage": {"inputTokens": -1}}""", "usage.inputTokens")]
    [InlineData("/store", """{"prompt": "a", "response": "b", "tags": "x"}""", "tags")]
    [InlineData("/store", """{"prompt": "a", "response": "b", "tags": [""]}""", null)]
    [InlineData("/store", """{"prompt": "a", "response": "b", "timeToLiveSeconds": 0}""", "timeToLiveSeconds")]
    [InlineData("/invalidate", """{"tagMatch": "some", "tags": ["a"]}""", "tagMatch")]
    [InlineData("/invalidate", """{"scope": "ab"}""", "scope")]
    [InlineData("/invalidate", """{"embedder": "x"}""", "embedder")]
    [InlineData("/invalidate", """{"createdBefore": "yesterday"}""", "createdBefore")]
    [InlineData("/invalidate", """{"namespace": "a", "dryRun": true, "limit": 0}""", "limit")]
    [InlineData("/flush", """{"confirm": "all", "force": true}""", "force")]
    public async Task A_body_that_nobody_can_mean_is_refused_by_name(string path, string body, string? field)
    {
        await using var server = await RunningServer.StartAsync();
        var problem = await (await server.PostAsync(CacheClient.Base + path, body)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(field, problem.Text("field"));
        Assert.Equal(0, server.Entries);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=1&limit=2")]
    [InlineData("cursor=x")]
    [InlineData("cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    [InlineData("cursor=____________________________________")]
    [InlineData("state=dead")]
    [InlineData("colour=red")]
    [InlineData("createdFrom=1")]
    [InlineData("scope=zz")]
    [InlineData("tenant=a")]
    public async Task An_address_that_nobody_can_mean_is_refused(string query)
    {
        await using var server = await RunningServer.StartAsync();
        await (await server.SendAsync(HttpMethod.Get, $"/entries?{query}")).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("GET", "/lookup", "POST")]
    [InlineData("PUT", "/store", "POST")]
    [InlineData("POST", "/stats", "GET")]
    [InlineData("POST", "/entries", "GET")]
    [InlineData("PUT", "/entries/0", "DELETE, GET")]
    public async Task Another_method_is_refused_here_and_not_passed_on(string method, string path, string allowed)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var reply = await server.SendAsync(new HttpMethod(method), path);

        await reply.ProblemAsync(HttpStatusCode.MethodNotAllowed);
        Assert.Equal(allowed, string.Join(", ", reply.Content.Headers.Allow.Order(StringComparer.Ordinal)));
        Assert.Empty(upstream.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/nothing")]
    [InlineData("/lookup/more")]
    [InlineData("/entries/not-an-id")]
    public async Task What_is_not_here_is_not_looked_for_upstream(string path)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);

        await (await server.SendAsync(HttpMethod.Get, path)).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Bodies_that_are_no_text_too_deep_too_large_or_of_another_kind_are_refused()
    {
        await using var server = await RunningServer.StartAsync(configure: settings => settings.Server.BodyBytesMax = 2048);
        var deep = $$"""{"prompt": "a", "parameters": {{new string('[', 200)}}{{new string(']', 200)}}}""";
        await (await server.PostAsync("/v1/cache/lookup", deep)).ProblemAsync(HttpStatusCode.BadRequest);
        await (await server.PostAsync("/v1/cache/lookup", [(byte)'{', 0xff, (byte)'}'])).ProblemAsync(HttpStatusCode.BadRequest);
        await (await server.PostAsync("/v1/cache/lookup", "")).ProblemAsync(HttpStatusCode.BadRequest);
        var large = $$"""{"prompt": "{{new string('a', 4096)}}"}""";
        await (await server.PostAsync("/v1/cache/lookup", large)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);

        using var text = new StringContent("{}", Encoding.UTF8, "text/plain");
        var typed = await server.Client.PostAsync("/v1/cache/lookup", text, TestContext.Current.CancellationToken);
        await typed.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }
}
