using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

public sealed class RequestTraceTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string ParentId = "b7ad6b7169203331";

    [Fact]
    public async Task A_callers_trace_goes_on_to_the_model()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.ChatAsync(
            "How do I reset my password?", "", ("traceparent", $"00-{TraceId}-{ParentId}-01"), ("tracestate", "vendor=value"));

        var sent = Assert.Single(upstream.Requests).Headers;
        Assert.StartsWith($"00-{TraceId}-", sent["traceparent"], StringComparison.Ordinal);
        Assert.DoesNotContain(ParentId, sent["traceparent"], StringComparison.Ordinal);
        Assert.Equal("vendor=value", sent["tracestate"]);
    }

    [Fact]
    public async Task Without_one_a_trace_begins_here_and_names_the_request()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var reply = await server.ChatAsync("How do I reset my password?");

        var name = Assert.Single(reply.Headers.GetValues("x-request-id"));
        Assert.Equal(name, Assert.Single(reply.Headers.GetValues("x-likewise-request-id")));
        Assert.Equal(name, Assert.Single(upstream.Requests).Headers["traceparent"].Split('-')[1]);
    }

    [Theory]
    [InlineData("of-the-caller.1", true)]
    [InlineData("with a space", false)]
    [InlineData("", false)]
    public async Task A_callers_name_for_the_request_is_kept_where_it_can_stand_in_a_log(string name, bool isKept)
    {
        await using var server = await RunningServer.StartAsync();
        var reply = await server.PromptAsync("How do I reset my password?", ("x-request-id", name));

        Assert.Equal(isKept, name == Assert.Single(reply.Headers.GetValues("x-request-id")));
        Assert.Equal(isKept, name == Assert.Single(reply.Headers.GetValues("x-likewise-request-id")));
    }

    /// <summary>An error's headers are about the error alone, but for its name.</summary>
    [Fact]
    public async Task A_refusal_has_a_name_too()
    {
        await using var server = await RunningServer.StartAsync();
        var reply = await server.PostAsync("/chat_semantic_cache", "no json", ("x-request-id", "asked-wrongly"));

        Assert.Equal("asked-wrongly", Assert.Single(reply.Headers.GetValues("x-request-id")));
    }

    [Fact]
    public async Task The_models_own_name_for_its_answer_is_passed_on_beside_ours()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context =>
        {
            context.Response.Headers["x-request-id"] = "of-the-provider";
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(ScriptedUpstream.Completion);
        };
        await using var server = await RunningServer.StartAsync(upstream);
        var reply = await server.ChatAsync("How do I reset my password?", "", ("x-request-id", "ours"));

        Assert.Equal("of-the-provider", Assert.Single(reply.Headers.GetValues("x-request-id")));
        Assert.Equal("ours", Assert.Single(reply.Headers.GetValues("x-likewise-request-id")));
    }
}
