using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

/// <summary>Goal: what the cache has nothing to do with reaches the upstream, and its answer the caller, untouched.</summary>
public sealed class PassThroughTests
{
    [Theory]
    [InlineData("GET", "/v1/models", "")]
    [InlineData("GET", "/v1/models/gpt%204o?limit=2&after=a%2Fb", "")]
    [InlineData("DELETE", "/v1/files/file-1", "")]
    [InlineData("POST", "/v1/moderations", """{"input": "x" }""")]
    [InlineData("GET", "/v1/chat/completions", "")]
    public async Task It_goes_to_the_same_address_with_the_same_body(string method, string path, string body)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.StatusCode = 202;
            context.Response.Headers["x-request-id"] = "r-1";
            await context.Response.WriteAsync("as it is");
        };
        await using var server = await RunningServer.StartAsync(upstream);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer caller");
        request.Headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
        request.Headers.TryAddWithoutValidation("Cookie", "session=1");
        request.Headers.TryAddWithoutValidation("x-likewise-namespace", "mine");
        var reply = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(("as it is", "r-1", "bypass"), (await reply.TextAsync(), reply.Header("x-request-id"), reply.Cache()));
        Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode);
        var sent = Assert.Single(upstream.Requests);
        Assert.Equal((path, body), (sent.Path, Encoding.UTF8.GetString(sent.Body)));
        Assert.Equal(("Bearer caller", "2023-06-01"), (sent.Headers["authorization"], sent.Headers["anthropic-version"]));
        Assert.DoesNotContain("cookie", sent.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("x-likewise-namespace", sent.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Where_the_operator_pays_the_callers_keys_stay_here()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Upstream.ApiKey = "operator");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer caller");
        request.Headers.TryAddWithoutValidation("x-api-key", "caller");
        await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var sent = Assert.Single(upstream.Requests);
        Assert.Equal("Bearer operator", sent.Headers["authorization"]);
        Assert.DoesNotContain("x-api-key", sent.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_demo_lists_its_model()
    {
        await using var server = await RunningServer.StartAsync();
        var reply = await server.Client.GetAsync("/v1/models", TestContext.Current.CancellationToken);

        Assert.Equal("likewise-demo", (await reply.JsonAsync()).GetProperty("data")[0].GetProperty("id").GetString());
    }
}
