using System.Net;
using System.Text;
using System.Text.Json;
using Likewise.Protocols;
using Likewise.Tests.Protocols;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server;

/// <summary>Goal: who goes on from an answer by its name can do so when the answer was the cache's.</summary>
public sealed class ServedResponsesTests
{
    private const string Path = "/v1/responses";
    private const string First = """{"model": "m", "instructions": "Be brief.", "input": "How is it in Bern?"}""";

    private static readonly RecordedResponse Said = new()
    {
        Choices =
        [
            new RecordedChoice(
                [new ReasoningPart("Hm.", null), new TextPart("Sunny."), new ToolCallPart("call_1", "weather", "{}")],
                FinishReason.ToolCalls),
        ],
        Model = "m",
    };

    [Theory]
    [InlineData("")]
    [InlineData(""" "stream": true, """)]
    public async Task The_next_question_reaches_the_model_with_all_that_went_before(string stream)
    {
        await using var upstream = await StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.PostAsync(Path, First);
        var id = await IdAsync(await server.PostAsync(Path, "{" + stream + First[1..]));

        var later = await server.PostAsync(
            Path, $$"""{"model": "m", "previous_response_id": "{{id}}", "input": "And tomorrow?", "temperature": 0}""");

        Assert.Equal(("miss", HttpStatusCode.OK), (later.Cache(), later.StatusCode));
        var sent = JsonElement.Parse(upstream.Requests.Last().Body);
        Assert.False(sent.TryGetProperty("previous_response_id", out _) || sent.TryGetProperty("instructions", out _));
        Assert.Equal(
            """
            [{"role":"user","content":"How is it in Bern?"},{"role":"assistant","content":"Sunny."},
            {"type":"function_call","call_id":"call_1","name":"weather","arguments":"{}"},
            {"role":"user","content":"And tomorrow?"}]
            """.ReplaceLineEndings(""),
            sent.GetProperty("input").GetRawText());
    }

    [Fact]
    public async Task An_answer_of_the_cache_is_shown_again_and_forgotten_when_asked()
    {
        await using var upstream = await StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.PostAsync(Path, First);
        var hit = await (await server.PostAsync(Path, First)).JsonAsync();
        var place = $"{Path}/{hit.GetProperty("id").GetString()}";

        Assert.Equal(hit.GetRawText(), await server.Client.GetStringAsync(place, TestContext.Current.CancellationToken));
        var forgotten = await (await server.Client.DeleteAsync(place, TestContext.Current.CancellationToken)).JsonAsync();
        Assert.True(forgotten.GetProperty("deleted").GetBoolean());
        Assert.Single(upstream.Requests);

        // From now on only the upstream could know it.
        using var gone = await server.Client.GetAsync(place, TestContext.Current.CancellationToken);
        Assert.Equal(place, upstream.Requests.Last().Path);
    }

    [Fact]
    public async Task Another_callers_answer_is_nobody_elses_to_go_on_from()
    {
        await using var upstream = await StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        (string, string) ann = ("Authorization", "Bearer ann"), bob = ("Authorization", "Bearer bob");
        await server.PostAsync(Path, First, ann);
        var id = await IdAsync(await server.PostAsync(Path, First, ann));

        await server.PostAsync(Path, $$"""{"model": "m", "previous_response_id": "{{id}}", "input": "And?"}""", bob);

        Assert.Contains(id, Encoding.UTF8.GetString(upstream.Requests.Last().Body));
    }

    [Theory]
    [InlineData(""" "store": false, """, 1L << 20)]
    [InlineData("", 0L)]
    public async Task What_is_not_to_be_remembered_is_not(string field, long bytesMax)
    {
        await using var upstream = await StartAsync();
        await using var server = await RunningServer.StartAsync(
            upstream, settings => settings.Server.ResponsesBytesMax = bytesMax);
        var body = "{" + field + First[1..];
        await server.PostAsync(Path, body);
        var id = await IdAsync(await server.PostAsync(Path, body));

        using var gone = await server.Client.GetAsync($"{Path}/{id}", TestContext.Current.CancellationToken);

        Assert.Equal(2, upstream.Requests.Count);
    }

    private static async Task<ScriptedUpstream> StartAsync()
    {
        var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context => context.Response.WriteAsync(WireProtocol.Responses.Request(First).Whole(Said));
        return upstream;
    }

    private static async Task<string> IdAsync(HttpResponseMessage hit)
    {
        Assert.Equal("hit", hit.Cache());
        var text = await hit.TextAsync();
        return hit.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? Wire.Data(text)[^1].GetProperty("response").GetProperty("id").GetString()!
            : JsonElement.Parse(text).GetProperty("id").GetString()!;
    }
}
