#pragma warning disable OPENAI001 // The client for responses is marked as being on trial.
using System.ClientModel;
using Likewise.Tests.Lookup;
using OpenAI.Responses;

namespace Likewise.Tests.Server;

/// <summary>Goal: OpenAI's own .NET client for responses reads what the cache answers, whole and streamed.</summary>
public sealed class ResponsesClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whole_and_streamed_answers_of_the_cache_are_read_as_the_models_own()
    {
        await using var server = await RunningServer.StartAsync();
        var client = new ResponsesClient(
            new ApiKeyCredential("any"), new ResponsesClientOptions { Endpoint = new Uri(server.Client.BaseAddress!, "/v1") });

        ResponseResult first = await client.CreateResponseAsync(Question(isStreamed: false), Token);
        await JoinTests.Until(() => server.Entries == 1);
        ResponseResult second = await client.CreateResponseAsync(Question(isStreamed: false), Token);
        var (text, end) = ("", (ResponseResult?)null);
        await foreach (var update in await client.CreateResponseStreamingAsync(Question(isStreamed: true), Token))
        {
            text += update is StreamingResponseOutputTextDeltaUpdate piece ? piece.Delta : "";
            end = update is StreamingResponseCompletedUpdate completed ? completed.Response : end;
        }

        Assert.StartsWith("This is a demo answer", first.GetOutputText());
        foreach (var answer in new[] { first, second, end! })
        {
            Assert.Equal(first.GetOutputText(), answer.GetOutputText());
            Assert.Equal(
                (ResponseStatus.Completed, "likewise-demo", first.Usage.TotalTokenCount),
                (answer.Status, answer.Model, answer.Usage.TotalTokenCount));
        }

        Assert.Equal(first.GetOutputText(), text);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(1, server.Entries);
    }

    private static CreateResponseOptions Question(bool isStreamed) => new()
    {
        Model = "m", InputItems = { ResponseItem.CreateUserMessageItem("Hello") }, StreamingEnabled = isStreamed,
    };
}
