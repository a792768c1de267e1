using System.ClientModel;
using Likewise.Tests.Lookup;
using Microsoft.AspNetCore.Http;
using OpenAI;
using OpenAI.Chat;

namespace Likewise.Tests.Server;

/// <summary>Goal: OpenAI's own .NET client sees no difference whether model or cache answers, whole or streamed.</summary>
public sealed class OfficialClientTests
{
    private static readonly string ToolStream = string.Concat(
        Chunk("""{"index":0,"delta":{"role":"assistant","content":null}}"""),
        Chunk("""
            {"index":0,"delta":{"tool_calls":[
            data: {"index":0,"id":"call_7","type":"function","function":{"name":"weather","arguments":""}}]}}
            """),
        Chunk("""{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":\"Bern\"}"}}]}}"""),
        Chunk("""{"index":0,"delta":{},"finish_reason":"tool_calls"}"""),
        Chunk("", ""","usage":{"prompt_tokens":5,"completion_tokens":6,"total_tokens":11}"""),
        "data: [DONE]\n\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_answer_is_the_same_from_the_cache()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var client = ClientOf(server);

        ChatCompletion first = await client.CompleteChatAsync([new UserChatMessage("How do I reset my password?")], null, Token);
        ChatCompletion second = await client.CompleteChatAsync([new UserChatMessage("How do I reset my password?")], null, Token);

        foreach (var answer in new[] { first, second })
        {
            Assert.Equal(
                ("From the model.", ChatFinishReason.Stop, "m-1"), (answer.Content[0].Text, answer.FinishReason, answer.Model));
            Assert.Equal((5, 4, 9), (answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.TotalTokenCount));
        }

        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_streamed_tool_call_is_the_same_from_the_cache()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(ToolStream);
        };
        await using var server = await RunningServer.StartAsync(upstream);

        var first = await StreamAsync(ClientOf(server));
        await JoinTests.Until(() => server.Entries == 1);
        var second = await StreamAsync(ClientOf(server));

        foreach (var answer in new[] { first, second })
        {
            Assert.Equal(("call_7", "weather", """{"city":"Bern"}"""), (answer.Id, answer.Name, answer.Arguments));
            Assert.Equal((ChatFinishReason.ToolCalls, 11), (answer.Finish, answer.Tokens));
        }

        Assert.Single(upstream.Requests);
    }

    private static string Chunk(string choice, string more = "") =>
        """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m-1","choices":[""" + choice + $"]{more}}}\n\n";

    private static ChatClient ClientOf(RunningServer server) => new(
        "gpt-4o-mini", new ApiKeyCredential("any"),
        new OpenAIClientOptions { Endpoint = new Uri(server.Client.BaseAddress!, "/v1") });

    private static async Task<(string Id, string Name, string Arguments, ChatFinishReason? Finish, int Tokens)> StreamAsync(
        ChatClient client)
    {
        var (id, name, arguments, finish, tokens) = ("", "", "", (ChatFinishReason?)null, 0);
        var options = new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("weather") } };
        ChatMessage[] messages = [new UserChatMessage("How is it in Bern?")];
        await foreach (var update in client.CompleteChatStreamingAsync(messages, options, Token))
        {
            foreach (var call in update.ToolCallUpdates)
            {
                (id, name) = (id + call.ToolCallId, name + call.FunctionName);
                arguments += call.FunctionArgumentsUpdate;
            }

            finish = update.FinishReason ?? finish;
            tokens = update.Usage?.TotalTokenCount ?? tokens;
        }

        return (id, name, arguments, finish, tokens);
    }
}
