using System.Net;
using System.Net.Sockets;
using System.Text;
using Likewise.Tests.Lookup;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

/// <summary>Clients that send slowly or too much, over bare sockets: the server ends it, and serves others meanwhile.</summary>
public sealed class SlowClientTests
{
    [Fact]
    public async Task Who_sends_a_body_drop_by_drop_is_cut_off_while_others_are_served()
    {
        await using var server = await RunningServer.StartAsync(
            configure: settings => settings.Server.SlowTimeout = TimeSpan.FromSeconds(2));
        using var slow = await ConnectAsync(server);
        await SendAsync(slow, "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000\r\n\r\n{");
        var reply = ReadAsync(slow);

        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Hi")).StatusCode);
        Assert.StartsWith("HTTP/1.1 408 ", await reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_end_the_headers_is_cut_off()
    {
        await using var server = await RunningServer.StartAsync(
            configure: settings => settings.Server.HeadersTimeout = TimeSpan.FromSeconds(1));
        using var slow = await ConnectAsync(server);
        await SendAsync(slow, "GET /health HTTP/1.1\r\nHost: localhost\r\n");

        Assert.Matches("^(HTTP/1.1 408 .*)?$", (await ReadAsync(slow)).Split('\r')[0]);
    }

    [Theory]
    [InlineData(3_000, 1)]
    [InlineData(10, 20)]
    public async Task Too_large_or_too_many_headers_are_431(int chars, int count)
    {
        await using var server = await RunningServer.StartAsync(
            configure: settings => (settings.Server.HeaderBytesMax, settings.Server.HeadersMax) = (2_048, 16));
        using var client = await ConnectAsync(server);
        var headers = string.Concat(Enumerable.Range(0, count).Select(i => $"x-{i}: {new string('a', chars)}\r\n"));
        await SendAsync(client, $"GET /health HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");

        Assert.StartsWith("HTTP/1.1 431 ", await ReadAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_read_holds_up_neither_the_recording_nor_others()
    {
        // Half a mebibyte in small events: more than sockets hold for somebody who does not read.
        const int Events = 4_000;
        var text = new string('x', 64);
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            for (var i = 0; i < Events; i++)
                await context.Response.WriteAsync($"data: {Chunk(text, "null")}\n\n");
            await context.Response.WriteAsync($"data: {Chunk("", "\"stop\"")}\n\ndata: [DONE]\n\n");
        };
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Server.SlowTimeout = TimeSpan.FromSeconds(2));
        using var slow = await ConnectAsync(server, receiveBytes: 4_096);
        var body = RunningServer.ChatBody("Long?", "\"stream\": true,");
        await SendAsync(slow, "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}");
        var follower = await server.ChatAsync("Long?", "\"stream\": true,");

        Assert.Contains(text, await follower.TextAsync(), StringComparison.Ordinal);
        Assert.Single(upstream.Requests);
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0); // The recording ends after the stream.
        var hit = await server.ChatAsync("Long?");
        Assert.Equal(Events * text.Length, (await hit.JsonAsync())
            .GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!.Length);
    }

    private static string Chunk(string text, string finish) =>
        """{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"TEXT"},"""
            .Replace("TEXT", text, StringComparison.Ordinal) + $"\"finish_reason\":{finish}}}]}}";

    private static async Task<TcpClient> ConnectAsync(RunningServer server, int? receiveBytes = null)
    {
        var client = new TcpClient();
        if (receiveBytes is { } bytes)
            client.ReceiveBufferSize = bytes;
        await client.ConnectAsync(IPAddress.Loopback, server.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task SendAsync(TcpClient client, string text) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>Everything until the server closes the connection.</summary>
    private static async Task<string> ReadAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
