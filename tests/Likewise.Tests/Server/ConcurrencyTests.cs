using System.Net;

namespace Likewise.Tests.Server;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Two_hundred_identical_requests_cost_one_call()
    {
        const int Callers = 200;
        var mayAnswer = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            await mayAnswer.Task;
            await ScriptedUpstream.Saying("Once.")(context);
        };
        await using var server = await RunningServer.StartAsync(upstream);
        var calls = Enumerable.Range(0, Callers)
            .Select(caller => caller % 2 == 0 ? server.PromptAsync("Hi there") : server.ChatAsync("Hi there"))
            .ToArray();
        mayAnswer.SetResult();
        var replies = await Task.WhenAll(calls);

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.StatusCode));
        foreach (var reply in replies)
            Assert.Contains("Once.", await reply.TextAsync(), StringComparison.Ordinal);
        Assert.Single(upstream.Requests);
        Assert.Equal(1, server.Entries);
        Assert.Equal(Callers - 1, replies.Count(reply =>
            reply.Cache() == "hit" || reply.Header("Cache-Status")!.Contains("collapsed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_caller_who_leaves_takes_nobody_along()
    {
        var mayAnswer = new TaskCompletionSource();
        var isAsked = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            isAsked.TrySetResult();
            await mayAnswer.Task;
            await ScriptedUpstream.Saying("Still here.")(context);
        };
        await using var server = await RunningServer.StartAsync(upstream);
        using var impatient = new CancellationTokenSource();
        var leader = server.Client.PostAsync(
            "/v1/chat/completions", new StringContent(RunningServer.ChatBody("Hi"), null, "application/json"), impatient.Token);
        await isAsked.Task.WaitAsync(TestContext.Current.CancellationToken);
        var follower = server.ChatAsync("Hi");
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader);
        mayAnswer.SetResult();

        Assert.Contains("Still here.", await (await follower).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_one_call_fails_each_caller_learns_it_from_the_upstream()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(429, """{"error":{"message":"slow down"}}""");
        await using var server = await RunningServer.StartAsync(upstream);
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.ChatAsync("Hi")));

        Assert.All(replies, reply => Assert.Equal((HttpStatusCode)429, reply.StatusCode));
        Assert.Equal(0, server.Entries);
    }
}
