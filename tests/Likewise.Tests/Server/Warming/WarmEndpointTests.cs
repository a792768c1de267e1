using System.Net;
using System.Text.Json;
using Likewise.Tests.Server.CacheApi;

namespace Likewise.Tests.Server.Warming;

/// <summary>Goal: an operator has a running server's cache warmed, sees how far it is and stops it.</summary>
public sealed class WarmEndpointTests
{
    [Fact]
    public async Task Prompts_of_every_shape_are_asked_and_answered_from_then_on()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);

        var job = await EndAsync(server, """
            { "prompts": ["How do I reset my password?", { "prompt": "When are you open?", "namespace": "hours" },
              { "chat": { "model": "gpt-4o-mini", "messages": [{ "role": "system", "content": "Be brief." },
                { "role": "user", "content": "What is a refund?" }],
                "tools": [{ "type": "function", "function": { "name": "f" } }] } },
              "How do I reset my password?", { "prompt": 7 }] }
            """);

        Assert.Equal(("done", 5, 3, 1, 1), (
            job.GetProperty("state").GetString(), Number(job, "read"), Number(job, "stored"), Number(job, "known"),
            Number(job, "refused")));
        Assert.Equal(5, job.GetProperty("faults")[0].GetProperty("line").GetInt32());
        Assert.Equal((15, 12, 3), (Number(job, "inputTokens"), Number(job, "outputTokens"), upstream.Requests.Count));
        var reply = await server.PromptAsync("How do I reset my password?");
        Assert.Equal("hit", reply.Header("x-likewise-cache"));
        var chat = await server.ChatAsync(
            "What is a refund?", """ "tools": [{ "type": "function", "function": { "name": "f" } }],""");
        Assert.Equal("miss", chat.Header("x-likewise-cache")); // Without the system prompt it is another request.
    }

    [Fact]
    public async Task A_dry_run_asks_nothing_and_says_what_it_would_take()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.ChatAsync("How do I reset my password?");

        var job = await EndAsync(server, """
            { "dryRun": true, "prompts": [{ "prompt": "When are you open?", "model": "gpt-4o-mini" },
              { "prompt": "How do I reset my password?", "model": "gpt-4o-mini" }] }
            """);

        Assert.Equal((1, 1, 1), (Number(job, "due"), Number(job, "known"), upstream.Requests.Count));
        Assert.Equal((5, 4), (Number(job, "inputTokens"), Number(job, "outputTokens"))); // 18 characters; as the one before.
        Assert.True(job.GetProperty("cost").GetProperty("USD").GetDecimal() > 0);
    }

    [Fact]
    public async Task Entries_that_end_soon_are_asked_again_as_far_as_their_request_is_known()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.PromptAsync("How do I reset my password?", ("x-likewise-ttl", "600s"));
        await server.PromptAsync("When are you open?");
        await server.ChatAsync("What is a refund?", """ "top_p": 0.5,""", ("x-likewise-ttl", "600s"));
        upstream.Answer = ScriptedUpstream.Saying("Fresh.");

        var job = await EndAsync(server, """{ "entries": {}, "refreshWithinSeconds": 3600 }""");

        Assert.Equal((2, 1, 1), (Number(job, "read"), Number(job, "stored"), Number(job, "refused")));
        Assert.Contains("digest", job.GetProperty("faults")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        var reply = await server.PromptAsync("How do I reset my password?");
        Assert.Contains("Fresh.", await reply.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(3, server.Entries);
    }

    [Fact]
    public async Task A_warming_is_stopped_and_its_calls_with_it()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        var begun = new TaskCompletionSource();
        upstream.Answer = async context =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using var server = await RunningServer.StartAsync(upstream);
        var job = await server.OkAsync("/warm", """{ "prompts": ["How do I reset my password?"] }""");
        await begun.Task;

        var stopped = await server.SendAsync(HttpMethod.Delete, $"/warm/{job.GetProperty("id").GetString()}");
        Assert.Equal("stopped", JsonElement.Parse(await stopped.TextAsync()).GetProperty("state").GetString());
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_later_warming_goes_on_with_the_budget_of_an_earlier_one()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var first = await EndAsync(server, """{ "prompts": ["How do I reset my password?"], "tokensMax": 9 }""");
        var second = await EndAsync(
            server, $$"""{ "prompts": ["When are you open?"], "budgetOf": "{{first.GetProperty("id").GetString()}}" }""");

        Assert.Equal((false, true, 1), (
            first.GetProperty("isOverBudget").GetBoolean(), second.GetProperty("isOverBudget").GetBoolean(),
            upstream.Requests.Count));
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{ "prompts": [] }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "prompts": ["a"], "entries": {} }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "entries": {} }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "prompts": ["a"], "requestsPerMinute": 0 }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "prompts": ["a"], "costMax": -1 }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "prompts": ["a"], "budgetOf": "nobody's" }""", HttpStatusCode.NotFound)]
    public async Task What_nobody_can_mean_is_refused(string body, HttpStatusCode status)
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(status, (await server.PostAsync(CacheClient.Base + "/warm", body)).StatusCode);
    }

    private static async Task<JsonElement> EndAsync(RunningServer server, string body)
    {
        var job = await server.OkAsync("/warm", body);
        while (job.GetProperty("state").GetString() == "running")
        {
            await Task.Yield();
            job = await server.OkAsync($"/warm/{job.GetProperty("id").GetString()}");
        }

        return job;
    }

    private static int Number(JsonElement job, string name) => job.GetProperty(name).GetInt32();
}
