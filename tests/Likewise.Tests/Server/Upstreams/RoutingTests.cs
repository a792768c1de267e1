using System.Net;
using Likewise.Server;

namespace Likewise.Tests.Server;

public sealed class RoutingTests
{
    [Theory]
    [InlineData("gpt-4o-mini", "gpt")]
    [InlineData("GPT-4o", "gpt")]
    [InlineData("o3-mini", "gpt")]
    [InlineData("o10", "upstream")]
    [InlineData("claude-sonnet-4", "claude")]
    [InlineData("org/any", "upstream")]
    [InlineData("", "upstream")]
    [InlineData(null, "upstream")]
    public void The_first_upstream_whose_patterns_fit_is_asked(string? model, string expected)
    {
        var settings = new LikewiseSettings();
        settings.Upstreams.Add("gpt", new UpstreamSettings { BaseUrl = "http://a", Models = ["gpt-*", "o?-*"] });
        settings.Upstreams.Add("claude", new UpstreamSettings { BaseUrl = "http://b", Models = ["claude-*", "gpt-4o-mini"] });
        settings.Upstream.BaseUrl = "http://c";
        using var upstreams = new Likewise.Server.Upstreams(settings, TimeProvider.System);

        Assert.Equal(expected, upstreams.For(model).Name);
    }

    [Fact]
    public async Task A_model_that_no_upstream_takes_is_404_and_never_the_demo()
    {
        await using var gpt = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(configure: settings =>
            settings.Upstreams.Add("gpt", new UpstreamSettings { BaseUrl = gpt.Url, Models = ["gpt-*"] }));
        var known = await server.ChatAsync("Hi");
        var unknown = await server.PostAsync(
            "/v1/chat/completions", RunningServer.ChatBody("Hi").Replace("gpt-4o-mini", "claude-3", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.Equal("model_not_found", (await unknown.ErrorAsync(HttpStatusCode.NotFound)).GetProperty("code").GetString());
        Assert.Single(gpt.Requests);
    }

    [Fact]
    public async Task A_key_reaches_only_the_upstream_that_it_belongs_to()
    {
        await using var paid = await ScriptedUpstream.StartAsync();
        await using var messages = await ScriptedUpstream.StartAsync();
        await using var open = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(open, settings =>
        {
            settings.Upstreams.Add("paid", new UpstreamSettings { BaseUrl = paid.Url, ApiKey = "sk-paid", Models = ["gpt-*"] });
            settings.Upstreams.Add("messages", new UpstreamSettings
            {
                BaseUrl = messages.Url, ApiKey = "sk-messages", Models = ["claude-*"], Protocols = [UpstreamProtocol.Messages],
            });
        });
        foreach (var model in new[] { "gpt-4o-mini", "claude-3", "llama" })
        {
            await server.PostAsync(
                "/v1/chat/completions", RunningServer.ChatBody("Hi").Replace("gpt-4o-mini", model, StringComparison.Ordinal),
                ("Authorization", "Bearer caller"));
            await server.PostAsync(
                "/v1/images", $$"""{"size": {"model": "llama"}, "model": "{{model}}"}""",
                ("Authorization", "Bearer caller"), ("x-api-key", "caller"));
        }

        Assert.Equal(2, paid.Requests.Count);
        Assert.All(paid.Requests, sent => Assert.Equal("Bearer sk-paid", sent.Headers["Authorization"]));
        Assert.All(paid.Requests, sent => Assert.False(sent.Headers.ContainsKey("x-api-key")));
        Assert.Equal(2, messages.Requests.Count);
        Assert.All(messages.Requests, sent => Assert.Equal("sk-messages", sent.Headers["x-api-key"]));
        Assert.All(messages.Requests, sent => Assert.False(sent.Headers.ContainsKey("Authorization")));
        Assert.Equal(2, open.Requests.Count);
        Assert.All(open.Requests, sent => Assert.Equal("Bearer caller", sent.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("/models/gpt-4%2Fx", "", "gpt-4/x")]
    [InlineData("/models", "", null)]
    [InlineData("/x", """{"model":"a"}""", "a")]
    [InlineData("/x", """{"a":{"model":"no"},"b":["model"],"model":"b"}""", "b")]
    [InlineData("/x", """{"model":7}""", null)]
    [InlineData("/x", """{"model":"\ud800"}""", null)]
    [InlineData("/x", """["model"]""", null)]
    [InlineData("/x", """{"a":""", null)]
    [InlineData("/x", "--form--", null)]
    public void The_model_is_found_in_what_nobody_here_reads_otherwise(string path, string body, string? model) =>
        Assert.Equal(model, ModelNamed.In(path, System.Text.Encoding.UTF8.GetBytes(body), 64));
}
