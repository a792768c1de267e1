using Likewise.Extensions.AI;
using Likewise.Tests.Decisions.Judging;
using Microsoft.Extensions.AI;

namespace Likewise.Tests.ExtensionsAI;

public class ChatClientJudgeTests
{
    [Fact]
    public async Task A_chat_client_judges_coldly_and_what_it_took_is_counted()
    {
        using var client = new OneWordClient("SAME");
        var judge = client.AsJudge(new JudgeOptions { ReplyTokensMax = 7 }, "small-1");

        var verdict = await new JudgeVerifier(judge).VerifyAsync(
            JudgeTests.Asked("first words", "other words"), TestContext.Current.CancellationToken);

        Assert.Equal(VerdictOutcome.Accept, verdict.Outcome);
        Assert.Equal(("small-1", 0f, 7), (client.Options!.ModelId, client.Options.Temperature, client.Options.MaxOutputTokens));
        Assert.Equal([ChatRole.System, ChatRole.User], client.Messages.Select(message => message.Role));
        Assert.Contains("\nother words\n", client.Messages[1].Text, StringComparison.Ordinal);
        Assert.Equal(new TokenUsage(150, 1), judge.GetStatistics().Usage);
    }

    private sealed class OneWordClient(string word) : IChatClient
    {
        public List<ChatMessage> Messages { get; } = [];

        public ChatOptions? Options { get; private set; }

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Messages.AddRange(messages);
            Options = options;
            return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, word))
            {
                Usage = new UsageDetails { InputTokenCount = 150, OutputTokenCount = 1 },
            });
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
