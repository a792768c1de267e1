using System.Net;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Server;

public sealed class OverloadTests
{
    [Fact]
    public async Task More_requests_than_are_served_and_wait_are_told_to_come_again_and_health_is_answered_all_the_while()
    {
        var mayAnswer = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            await mayAnswer.Task;
            await ScriptedUpstream.Saying("Late.")(context);
        };
        await using var server = await RunningServer.StartAsync(
            upstream, settings => (settings.Server.RequestsMax, settings.Server.QueueMax) = (4, 6));
        var calls = Enumerable.Range(0, 200).Select(i => server.Client.GetAsync($"/v1/files/{i}", Token)).ToList();
        var refused = new List<HttpResponseMessage>();
        while (refused.Count < 190)
        {
            var done = await Task.WhenAny(calls);
            calls.Remove(done);
            refused.Add(await done);
        }

        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/ready", Token)).StatusCode);
        mayAnswer.SetResult();
        foreach (var reply in refused)
        {
            Assert.Equal(
                "overloaded", (await reply.ErrorAsync(HttpStatusCode.ServiceUnavailable)).GetProperty("code").GetString());
            Assert.Equal("1", reply.Header("Retry-After"));
        }

        foreach (var reply in await Task.WhenAll(calls))
            Assert.Contains("Late.", await reply.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(10, upstream.Requests.Count);
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("One?")).StatusCode);
    }

    [Fact]
    public async Task Who_gives_up_waiting_gives_the_place_back()
    {
        var (isAsked, mayAnswer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            isAsked.TrySetResult();
            await mayAnswer.Task;
            await ScriptedUpstream.Saying("Late.")(context);
        };
        await using var server = await RunningServer.StartAsync(
            upstream, settings => (settings.Server.RequestsMax, settings.Server.QueueMax) = (1, 1));
        var first = server.ChatAsync("One?");
        await isAsked.Task.WaitAsync(Token);
        using var impatient = new CancellationTokenSource();
        Task<HttpResponseMessage>[] both =
            [server.Client.GetAsync("/v1/models", impatient.Token), server.Client.GetAsync("/v1/models", impatient.Token)];
        var refused = await Task.WhenAny(both);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await refused).StatusCode);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => both.Single(call => call != refused));
        mayAnswer.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Two?")).StatusCode);
    }

    [Fact]
    public async Task Who_has_waited_too_long_is_told_so_in_the_words_of_his_protocol()
    {
        var (isAsked, mayAnswer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            isAsked.TrySetResult();
            await mayAnswer.Task;
            await ScriptedUpstream.Saying("Late.")(context);
        };
        var time = new ManualTime();
        await using var server = await RunningServer.StartAsync(
            upstream,
            settings => (settings.Server.RequestsMax, settings.Server.QueueTimeout, settings.Upstream.Timeout) =
                (1, TimeSpan.FromSeconds(2), TimeSpan.FromDays(40)),
            time: time);
        var first = server.ChatAsync("One?");
        await isAsked.Task.WaitAsync(Token);
        Task<HttpResponseMessage>[] waiting =
        [
            server.ChatAsync("Two?"),
            server.PostAsync(
                "/v1/messages", """{"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}]}"""),
        ];
        while (!waiting.All(call => call.IsCompleted))
        {
            await Task.Yield();
            time.Advance(TimeSpan.FromMilliseconds(100)); // Whenever both have come to wait.
        }

        var error = await (await waiting[0]).ErrorAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("overloaded", error.GetProperty("code").GetString());
        Assert.Equal("1", (await waiting[0]).Header("Retry-After"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await waiting[1]).StatusCode);
        Assert.Equal("error", (await (await waiting[1]).JsonAsync()).GetProperty("type").GetString());

        mayAnswer.SetResult();
        await first;
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Three?")).StatusCode);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
