using System.Net;
using System.Text;

namespace Likewise.Tests.Server;

/// <summary>Whatever is sent: a clear 4xx in the protocol's shape, the model is not asked, and nothing is stored.</summary>
public sealed class BadInputTests
{
    private const string Prompt = "/chat_semantic_cache";
    private const string Chat = "/v1/chat/completions";

    [Theory]
    [InlineData(Prompt, "", null)]
    [InlineData(Prompt, "{\"prompt\": \"a", null)]
    [InlineData(Prompt, "[\"a\"]", null)]
    [InlineData(Prompt, "{\"prompt\": \"\"}", "prompt")]
    [InlineData(Prompt, "{\"prompt\": \" \"}", "prompt")]
    [InlineData(Prompt, "{\"prompt\": 7}", "prompt")]
    [InlineData(Prompt, "{\"prompt\": null}", "prompt")]
    [InlineData(Prompt, "{\"prompt\": \"a\\u0000b\"}", "prompt")]
    [InlineData(Prompt, "{\"prompt\": \"a\\ud83d\"}", "prompt")]
    [InlineData(Prompt, "{\"prompt\": \"a\", \"ttl\": -1}", "ttl")]
    [InlineData(Prompt, "{\"prompt\": \"a\", \"threshold\": NaN}", null)]
    [InlineData(Prompt, "{\"prompt\": \"a\", \"prompt\": \"b\"}", null)]
    [InlineData(Chat, "", null)]
    [InlineData(Chat, "{\"messages\": [", null)]
    [InlineData(Chat, "{\"messages\": []}", "messages")]
    [InlineData(Chat, "{\"messages\": {}}", "messages")]
    [InlineData(Chat, "{\"model\": \"m\"}", "messages")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"\"}]}", "messages[0].content")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": 7}]}", "messages[0].content")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\\u0000\"}]}", "messages[0].content")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"\\udc00\"}]}", "messages[0].content")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"temperature\": -1}", "temperature")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"temperature\": NaN}", null)]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"stream\": 1}", "stream")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"n\": 0}", "n")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"tools\": 5}", "tools")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"user\": 5}", "user")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"stop\": {}}", "stop")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}], \"top_p\": \"1\"}", "top_p")]
    public async Task A_body_that_makes_no_sense_is_refused(string path, string body, string? param) =>
        await RefusedAsync(path, Encoding.UTF8.GetBytes(body), HttpStatusCode.BadRequest, param);

    [Theory]
    [InlineData(Prompt, "{\"prompt\": \"#\"}")]
    [InlineData(Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"#\"}]}")]
    public async Task Invalid_Utf8_is_refused(string path, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        bytes[Array.IndexOf(bytes, (byte)'#')] = 0xFF;

        await RefusedAsync(path, bytes, HttpStatusCode.BadRequest, null);
    }

    [Theory]
    [InlineData(Prompt, "{\"prompt\": \"#\"}", HttpStatusCode.RequestEntityTooLarge, "prompt")]
    [InlineData(
        Chat, "{\"messages\": [{\"role\": \"user\", \"content\": \"#\"}]}", HttpStatusCode.BadRequest, "messages[0].content")]
    public async Task A_prompt_of_ten_megabytes_is_refused(string path, string body, HttpStatusCode status, string param) =>
        await RefusedAsync(path, Encoding.UTF8.GetBytes(body.Replace("#", new string('x', 10_000_000))), status, param);

    [Theory]
    [InlineData(Prompt)]
    [InlineData(Chat)]
    public async Task A_body_above_the_limit_is_refused(string path)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream, settings => settings.Server.BodyBytesMax = 2_000);
        var reply = await server.PostAsync(path, RunningServer.ChatBody(new string('x', 3_000)));

        var error = await reply.ErrorAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("body_too_large", error.GetProperty("code").GetString());
        Assert.Empty(upstream.Requests);
    }

    [Theory]
    [InlineData("x-likewise-threshold", "NaN")]
    [InlineData("x-likewise-threshold", "1.5")]
    [InlineData("x-likewise-threshold", "high")]
    [InlineData("x-likewise-mode", "1")]
    [InlineData("x-likewise-mode", "always")]
    [InlineData("x-likewise-namespace", "")]
    [InlineData("x-likewise-ttl", "-5s")]
    [InlineData("x-likewise-ttl", "0s")]
    [InlineData("x-likewise-ttl", "60")]
    [InlineData("Cache-Control", "max-age=-1")]
    [InlineData("Cache-Control", "max-age=soon")]
    public async Task A_wish_that_makes_no_sense_is_refused(string header, string value)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var wish = (header, value);
        foreach (var reply in new[] { await server.PromptAsync("a", wish), await server.ChatAsync("a", "", wish) })
        {
            var error = await reply.ErrorAsync(HttpStatusCode.BadRequest);
            Assert.Equal(header, error.GetProperty("param").GetString());
            Assert.Contains(value, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.Empty(upstream.Requests);
        Assert.Equal(0, server.Entries);
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/json", "gzip")]
    [InlineData(null, null)]
    public async Task A_body_of_another_kind_is_refused(string? type, string? encoding)
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var path in new[] { Prompt, Chat })
        {
            using var content = new ByteArrayContent("{\"prompt\": \"a\"}"u8.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            if (encoding is not null)
                content.Headers.ContentEncoding.Add(encoding);
            var reply = await server.Client.PostAsync(path, content, TestContext.Current.CancellationToken);

            await reply.ErrorAsync(HttpStatusCode.UnsupportedMediaType);
        }
    }

    private static async Task RefusedAsync(string path, byte[] body, HttpStatusCode status, string? param)
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var error = await (await server.PostAsync(path, body)).ErrorAsync(status);

        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Empty(upstream.Requests);
        Assert.Equal(0, server.Entries);
    }
}
