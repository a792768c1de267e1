using System.Net;
using System.Net.Sockets;
using System.Text;
using Likewise.Tests.Lookup;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

/// <summary>
/// Faults on the wire, over real sockets, between the server and its upstream, and between it and its clients. After each of them
/// nothing is stored, nobody waits, and no answer is a 5xx of the server's own making (500).
/// </summary>
public sealed class WireFaultTests
{
    private const string Sse = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
    private const string Json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private const string Chunk = """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":["""
        + """{"index":0,"delta":{"content":"Hi"}}]}""";

    public static TheoryData<string, string> Broken => new()
    {
        { "nothing", "" },
        { "no protocol at all", "SSH-2.0-OpenSSH_9.2\r\n" },
        { "half a status line", "HTTP/1.1 2" },
        { "half of the headers", "HTTP/1.1 200 OK\r\nContent-Ty" },
        { "a status that is none", "HTTP/1.1 abc OK\r\n\r\n" },
        { "less than it promised", Json + "Content-Length: 1000\r\n\r\n{\"id\":" },
        { "a chunk that is none", Json + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}" },
        { "half a chunk", Json + "Transfer-Encoding: chunked\r\n\r\nff\r\n{\"id\":" },
        { "chunks without the last", Json + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n" },
        { "a body without end, half-closed", Json + "\r\n{\"id\": \"c\", \"choices\": [" },
        { "no events", Sse + "\r\n" },
        { "half an event", Sse + "\r\ndata: {\"id\":" },
        { "events without an end", Sse + "\r\n" + Chunk + "\n\n" },
        { "events that are cut", Sse + "Transfer-Encoding: chunked\r\n\r\n1000\r\n" + Chunk + "\n\n" },
        { "garbage for events", Sse + "\r\n\0\u00ff\u00fe: \r\r\n\n:::\ndata\ndata:\n\ndata: [DONE]\n\ndata: {}\n\n" },
        { "a header that is too long", "HTTP/1.1 200 OK\r\nx: " + new string('a', 100_000) + "\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Whatever_the_upstream_sends_instead_of_an_answer_ends_and_is_not_stored(string what, string bytes)
    {
        Assert.NotEmpty(what);
        await using var upstream = new RawUpstream(RawUpstream.Sending(bytes));
        await using var server = await RunningServer.StartAsync(configure: settings =>
            (settings.Upstream.BaseUrl, settings.Upstream.BreakerRequestsMin) = (upstream.Url, 1_000));
        foreach (var fields in new[] { "", "\"stream\": true," })
            await EndsAsync(server.ChatAsync("Hi", fields));
        await EndsAsync(server.PromptAsync("Hi"));
        await EndsAsync(server.Client.GetAsync("/v1/models", Token));

        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_stream_that_falls_silent_is_broken_off_and_not_stored()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(Chunk + "\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Upstream.ChunkTimeout = TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.ChatAsync("Hi", "\"stream\": true,"));
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task An_event_above_the_limit_breaks_the_stream_off()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            var large = Chunk.Replace("Hi", new string('x', 5_000), StringComparison.Ordinal);
            await context.Response.WriteAsync($"{Chunk}\n\n{large}\n\n");
        };
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Upstream.AnswerBytesMax = 2_000);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.ChatAsync("Hi", "\"stream\": true,"));
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task An_upstream_that_sends_a_byte_at_a_time_is_read_to_the_end()
    {
        var answer = Json + "Connection: close\r\n\r\n" + ScriptedUpstream.Completion.ReplaceLineEndings("");
        await using var upstream = new RawUpstream(async (stream, token) =>
        {
            foreach (var letter in Encoding.ASCII.GetBytes(answer))
                await stream.WriteAsync(new[] { letter }, token);
        });
        await using var server = await RunningServer.StartAsync(configure: settings => settings.Upstream.BaseUrl = upstream.Url);

        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Hi")).StatusCode);
        Assert.Equal(1, server.Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"stream\": true,")]
    public async Task A_client_that_half_closes_is_taken_to_have_left_and_is_not_waited_for(string fields)
    {
        await using var server = await RunningServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Client.BaseAddress!.Port, Token);
        var (stream, body) = (client.GetStream(), RunningServer.ChatBody("Hi", fields));
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + $"Connection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
            Token);
        client.Client.Shutdown(SocketShutdown.Send);

        // The web server reads the end of the input as the end of the client, unless its answer was quicker.
        await EndsAsync(stream);
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0);
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Hi")).StatusCode);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_its_request_harms_nobody()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        for (var i = 0; i < 20; i++)
        {
            using var client = new TcpClient { LingerState = new LingerOption(enable: true, seconds: 0) };
            await client.ConnectAsync(IPAddress.Loopback, server.Client.BaseAddress!.Port, Token);
            const string Head = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head + "Content-Length: 99\r\n\r\n{"), Token);
        }

        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Hi")).StatusCode);
        Assert.Equal((1, 1), (upstream.Requests.Count, server.Entries));
    }

    private static async Task EndsAsync(NetworkStream stream)
    {
        try
        {
            await stream.CopyToAsync(Stream.Null, Token);
        }
        catch (IOException)
        {
            // It was reset.
        }
    }

    /// <summary>The reply is whole or cut; if the server made it, it is 502 or 504.</summary>
    private static async Task EndsAsync(Task<HttpResponseMessage> call)
    {
        try
        {
            using var reply = await call;
            Assert.Contains((int)reply.StatusCode, new[] { 200, 502, 504 });
        }
        catch (HttpRequestException)
        {
            // It had begun, and was cut off.
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
