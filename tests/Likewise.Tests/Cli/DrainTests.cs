using System.Net;
using System.Text;
using System.Text.Json;
using Likewise.Cli;
using Likewise.Tests.Server;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Cli;

/// <summary>How <c>likewise serve</c> ends: the real process, told by a signal while a stream is under way.</summary>
public sealed class DrainTests : IDisposable
{
    private const string Begin = Head + """{"index":0,"delta":{"role":"assistant","content":"Going"}}]}""";
    private const string End = Head + """{"index":0,"delta":{"content":" on."},"finish_reason":"stop"}]}""";
    private const string Head = """{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[""";

    private readonly TemporaryDirectory _directory = new();
    private readonly TaskCompletionSource _mayEnd = new();

    public void Dispose()
    {
        _mayEnd.TrySetResult();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_stream_under_way_comes_whole_is_stored_and_the_process_ends_with_0()
    {
        await using var upstream = await StreamingAsync();
        using var process = Serve(upstream);
        using var client = await ClientAsync(process);
        using var reply = await AskAsync(client);
        using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync(Token));
        Assert.Contains("Going", await lines.ReadLineAsync(Token), StringComparison.Ordinal);

        await process.SignalAsync("TERM");
        while (true)
        {
            var ready = await client.GetAsync("/health/ready", Token);
            if (ready.StatusCode == HttpStatusCode.OK)
                continue;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.StartsWith("{\"status\":\"stopping\"", await ready.TextAsync(), StringComparison.Ordinal);
            break;
        }

        _mayEnd.SetResult();
        var rest = await lines.ReadToEndAsync(Token);
        Assert.Contains(" on.", rest, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", rest, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Ok, (await process.EndAsync(closesInput: false)).ExitCode);
        var stats = await Run.OfAsync("stats", "--json", "--data", Path.Combine(_directory.Path, "data"));
        Assert.Equal(1, stats.Json.GetProperty("entries").GetInt32());
    }

    [Fact]
    public async Task A_stream_that_does_not_end_is_cut_off_in_time()
    {
        await using var upstream = await StreamingAsync();
        using var process = Serve(upstream, "--set", "server.drainTimeout=100ms");
        using var client = await ClientAsync(process);
        using var reply = await AskAsync(client);
        await process.SignalAsync("TERM");

        Assert.Equal(ExitCode.Ok, (await process.EndAsync(closesInput: false)).ExitCode);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => reply.Content.LoadIntoBufferAsync(Token));
        var stats = await Run.OfAsync("stats", "--json", "--data", Path.Combine(_directory.Path, "data"));
        Assert.Equal(0, stats.Json.GetProperty("entries").GetInt32());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<ScriptedUpstream> StreamingAsync()
    {
        var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync($"data: {Begin}\n\n");
            await context.Response.Body.FlushAsync();
            await _mayEnd.Task;
            await context.Response.WriteAsync($"data: {End}\n\ndata: [DONE]\n\n");
        };
        return upstream;
    }

    private CliProcess Serve(ScriptedUpstream upstream, params string[] more) => CliProcess.Start(
        _directory.Path,
        [
            "serve", "--json", "--data", "data", "--set", "server.url=http://127.0.0.1:0",
            "--set", $"upstream.baseUrl={upstream.Url}", "--set", "log.level=none", .. more,
        ]);

    private static async Task<HttpClient> ClientAsync(CliProcess process)
    {
        var text = new StringBuilder();
        while (await process.Output.ReadLineAsync(Token) is { } line)
        {
            text.Append(line);
            if (line == "}")
                break;
        }

        return new HttpClient { BaseAddress = new Uri(JsonElement.Parse(text.ToString()).GetProperty("url").GetString()!) };
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent(RunningServer.ChatBody("Going on?", "\"stream\": true,"), null, "application/json"),
        };
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }
}
