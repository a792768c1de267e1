using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

public sealed class StreamingTests
{
    [Fact]
    public async Task A_stream_passes_through_piece_by_piece_and_is_not_stored()
    {
        var mayGoOn = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: one\n\n");
            await context.Response.Body.FlushAsync();
            await mayGoOn.Task;
            await context.Response.WriteAsync("data: [DONE]\n\n");
        };
        await using var server = await RunningServer.StartAsync(upstream);
        using var reply = await OpenAsync(server);
        Assert.Equal(("bypass", "streaming", "text/event-stream"),
            (reply.Cache(), reply.Header("x-likewise-reason"), reply.Content.Headers.ContentType?.MediaType));

        // The rest is not even written before the first piece has arrived here.
        var pieces = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var first = new byte[11];
        await pieces.ReadExactlyAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal("data: one\n\n", Encoding.UTF8.GetString(first));
        mayGoOn.SetResult();
        using var rest = new StreamReader(pieces);

        Assert.Equal("data: [DONE]\n\n", await rest.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_breaks_off_for_the_caller()
    {
        var mayBreak = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            await context.Response.WriteAsync("data: one\n\n");
            await context.Response.Body.FlushAsync();
            await mayBreak.Task;
            context.Abort();
        };
        await using var server = await RunningServer.StartAsync(upstream);
        using var reply = await OpenAsync(server);
        mayBreak.SetResult();

        await Assert.ThrowsAnyAsync<Exception>(() => reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_silent_stream_is_given_up_with_504()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Upstream.Timeout = TimeSpan.FromMilliseconds(100));
        using var reply = await OpenAsync(server);

        await reply.ErrorAsync(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task The_demo_streams_chunks_that_join_to_its_answer()
    {
        await using var server = await RunningServer.StartAsync();
        var whole = await (await server.ChatAsync("Hello?")).JsonAsync();
        var reply = await server.ChatAsync("Hello?", """ "stream": true, "stream_options": {"include_usage": true}, """);
        var events = (await reply.TextAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var chunks = events[..^1].Select(line => JsonElement.Parse(line["data: ".Length..])).ToArray();

        Assert.Equal("data: [DONE]", events[^1]);
        Assert.Single(chunks.Select(chunk => chunk.GetProperty("id").GetString()).Distinct());
        Assert.All(chunks, chunk => Assert.Equal("chat.completion.chunk", chunk.GetProperty("object").GetString()));
        Assert.Equal("assistant", Delta(chunks[0]).GetProperty("role").GetString());
        Assert.Equal("stop", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(whole.GetProperty("usage").GetRawText(), chunks[^1].GetProperty("usage").GetRawText());
        Assert.Equal(
            whole.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(),
            string.Concat(chunks[..^2].Select(chunk => Delta(chunk).GetProperty("content").GetString())));
    }

    [Fact]
    public async Task The_demo_streams_as_many_choices_as_are_asked_for()
    {
        await using var server = await RunningServer.StartAsync();
        var reply = await server.ChatAsync("Hello?", """ "stream": true, "n": 2, """);
        var events = (await reply.TextAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var choices = events[..^1].Select(line => JsonElement.Parse(line["data: ".Length..]).GetProperty("choices")[0]).ToArray();

        Assert.Equal([0, 1], choices.Select(choice => choice.GetProperty("index").GetInt32()).Distinct());
        Assert.Equal(2, choices.Count(choice => choice.GetProperty("finish_reason").ValueKind == JsonValueKind.String));
    }

    private static JsonElement Delta(JsonElement chunk) => chunk.GetProperty("choices")[0].GetProperty("delta");

    private static async Task<HttpResponseMessage> OpenAsync(RunningServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent(RunningServer.ChatBody("Hi", "\"stream\": true,"), Encoding.UTF8, "application/json"),
        };
        return await server.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
