using System.Net;
using System.Text;
using System.Text.Json;
using Likewise.Tests.Lookup;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

public sealed class StreamingTests
{
    private const string Head = """{"id":"chatcmpl-up","object":"chat.completion.chunk","created":1,"model":"m-1" """;

    private static readonly string Opening = Event("""[{"index":0,"delta":{"role":"assistant","content":""}}]""");

    private static readonly string Closing =
        Event("""[{"index":0,"delta":{},"finish_reason":"stop"}]""") + "data: [DONE]\n\n";

    [Fact]
    public async Task A_stream_passes_byte_for_byte_as_it_comes_and_is_then_a_hit()
    {
        var mayGoOn = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            await SendAsync(context, ": hello\n\n" + Opening + Saying("From the"));
            await mayGoOn.Task;
            await SendAsync(context, Saying(" model.") + Closing);
        };
        await using var server = await RunningServer.StartAsync(upstream);
        using var reply = await OpenAsync(server);
        Assert.Equal(("miss", "nothing-stored", "text/event-stream"),
            (reply.Cache(), reply.Header("x-likewise-reason"), reply.Content.Headers.ContentType?.MediaType));

        // The rest is not even written before the first pieces have arrived here.
        var pieces = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var first = new byte[Encoding.UTF8.GetByteCount(": hello\n\n" + Opening + Saying("From the"))];
        await pieces.ReadExactlyAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal(": hello\n\n" + Opening + Saying("From the"), Encoding.UTF8.GetString(first));
        mayGoOn.SetResult();
        using var rest = new StreamReader(pieces);
        Assert.Equal(Saying(" model.") + Closing, await rest.ReadToEndAsync(TestContext.Current.CancellationToken));

        // The same words, streamed and not, are answered by the one recording.
        await JoinTests.Until(() => server.Entries == 1);
        using var again = await OpenAsync(server);
        Assert.Equal(("hit", "From the model."), (again.Cache(), TextOf(await again.TextAsync())));
        var whole = await server.ChatAsync("Hi");
        Assert.Equal("hit", whole.Cache());
        Assert.Equal("From the model.", (await whole.JsonAsync()).GetProperty("choices")[0].GetProperty("message")
            .GetProperty("content").GetString());
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task An_answer_that_came_whole_is_streamed_to_who_wants_a_stream()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.ChatAsync("Hi");

        using var reply = await server.ChatAsync("Hi", """ "stream": true, "stream_options": {"include_usage": true}, """);

        var text = await reply.TextAsync();
        Assert.Equal(("hit", "From the model."), (reply.Cache(), TextOf(text)));
        Assert.Contains("\"total_tokens\":9", text, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_who_ask_at_once_ride_one_call_and_get_equal_bodies()
    {
        var mayGoOn = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            await SendAsync(context, Opening + Saying("From the"));
            await mayGoOn.Task;
            await SendAsync(context, Saying(" model.") + Closing);
        };
        await using var server = await RunningServer.StartAsync(upstream);
        var asked = Enumerable.Range(0, 50).Select(_ => server.ChatAsync("Hi", "\"stream\": true,")).ToArray();
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().Waiting == 50);
        mayGoOn.SetResult();

        var bodies = new List<string>();
        foreach (var reply in await Task.WhenAll(asked))
            bodies.Add(await reply.TextAsync());
        Assert.Equal(Opening + Saying("From the") + Saying(" model.") + Closing, Assert.Single(bodies.Distinct()));
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_follower_who_wants_the_usage_gets_the_same_answer_with_it()
    {
        var mayGoOn = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            await SendAsync(context, Opening);
            await mayGoOn.Task;
            await SendAsync(context, Saying("From the model.") + Closing);
        };
        await using var server = await RunningServer.StartAsync(upstream);
        var leader = server.ChatAsync("Hi", "\"stream\": true,");
        await JoinTests.Until(() => !upstream.Requests.IsEmpty);
        var follower = server.ChatAsync("Hi", """ "stream": true, "stream_options": {"include_usage": true}, """);
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().Waiting == 2);
        mayGoOn.SetResult();

        var text = await (await follower).TextAsync();
        Assert.Equal("From the model.", TextOf(text));
        Assert.Contains("\"usage\":{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"usage\":{", await (await leader).TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("length")]
    [InlineData("content_filter")]
    [InlineData("bored")]
    public async Task A_stream_that_did_not_end_well_is_passed_on_and_not_stored(string finish)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        var stream = Opening + Saying("From") + Closing.Replace("stop", finish, StringComparison.Ordinal);
        upstream.Answer = context => SendAsync(context, stream);
        await using var server = await RunningServer.StartAsync(upstream);

        Assert.Equal(stream, await (await server.ChatAsync("Hi", "\"stream\": true,")).TextAsync());
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, server.Entries);
    }

    [Theory]
    [InlineData("data: one\n\ndata: [DONE]\n\n")]
    [InlineData("data: {\"error\":{\"message\":\"overloaded\"}}\n\n")]
    [InlineData("garbage")]
    public async Task What_is_no_answer_is_passed_on_and_not_stored(string stream)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context => SendAsync(context, stream);
        await using var server = await RunningServer.StartAsync(upstream);

        Assert.Equal(stream, await (await server.ChatAsync("Hi", "\"stream\": true,")).TextAsync());
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_stream_without_an_end_is_not_stored()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context => SendAsync(context, Opening + Saying("From the"));
        await using var server = await RunningServer.StartAsync(upstream);

        Assert.Equal(Opening + Saying("From the"), await (await server.ChatAsync("Hi", "\"stream\": true,")).TextAsync());
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, server.Entries);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task An_error_instead_of_a_stream_reaches_the_caller_as_it_came(int status)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Json(status, """{"error":{"message":"no","type":"t","param":null,"code":null}}""");
        await using var server = await RunningServer.StartAsync(upstream);

        using var reply = await server.ChatAsync("Hi", "\"stream\": true,");

        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal("no", (await reply.JsonAsync()).GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_stream_that_becomes_too_large_breaks_off()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            await SendAsync(context, Opening);
            for (var turn = 0; turn < 100; turn++)
                await SendAsync(context, Saying("again and again and again"));
        };
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Upstream.StreamBytesMax = 2048);

        // Before or after its head has arrived: both are seen.
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.ChatAsync("Hi", "\"stream\": true,"));
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_breaks_off_for_the_caller()
    {
        var mayBreak = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            await SendAsync(context, Opening);
            await mayBreak.Task;
            context.Abort();
        };
        await using var server = await RunningServer.StartAsync(upstream);
        using var reply = await OpenAsync(server);
        mayBreak.SetResult();

        await Assert.ThrowsAnyAsync<Exception>(() => reply.TextAsync());
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task When_the_caller_leaves_the_call_is_cancelled_and_nothing_is_stored()
    {
        var cancelled = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            await SendAsync(context, Opening);
            context.RequestAborted.Register(cancelled.SetResult);
            await cancelled.Task;
        };
        await using var server = await RunningServer.StartAsync(upstream);
        (await OpenAsync(server)).Dispose();

        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
        await JoinTests.Until(() => server.Host.Cache.GetStatistics().InFlight == 0);
        Assert.Equal(0, server.Entries);
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

    private static string Event(string choices) => $$"""data: {{Head}},"choices":{{choices}}}""" + "\n\n";

    private static string Saying(string text) => Event($$"""[{"index":0,"delta":{"content":"{{text}}"} }]""");

    private static async Task SendAsync(HttpContext context, string text)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(text);
        await context.Response.Body.FlushAsync();
    }

    private static string TextOf(string stream) => string.Concat(
        stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("data: {", StringComparison.Ordinal))
            .Select(line => JsonElement.Parse(line["data: ".Length..]).GetProperty("choices"))
            .Where(choices => choices.GetArrayLength() > 0 && Content(choices) is not null)
            .Select(Content));

    private static string? Content(JsonElement choices) =>
        choices[0].GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() : null;

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
