using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Likewise.Extensions.AI;

/// <summary>Chat clients as judges.</summary>
public static class ChatClientJudgeExtensions
{
    /// <summary>
    /// Uses a chat client as a judge, of candidates (<see cref="JudgeVerifier"/>) or of answers (<see cref="JudgeComparer"/>).
    /// </summary>
    /// <param name="client">
    /// Asks the model; it belongs to the caller. A client that caches is of no use here: verdicts are remembered by the judge.
    /// </param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="model">The model; null: the client's own.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Told of calls that fail, not of each; null: nobody.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static Judge AsJudge(
        this IChatClient client, JudgeOptions? options = null, string? model = null, TimeProvider? time = null,
        ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new Judge((question, token) => AskAsync(client, model, question, token), options, time, logger);
    }

    private static async ValueTask<JudgeReply> AskAsync(
        IChatClient client, string? model, JudgeQuestion question, CancellationToken cancellationToken)
    {
        var response = await client.GetResponseAsync(
            [new ChatMessage(ChatRole.System, question.Instructions), new ChatMessage(ChatRole.User, question.Text)],
            new ChatOptions { ModelId = model, Temperature = 0, MaxOutputTokens = question.TokensMax },
            cancellationToken).ConfigureAwait(false);
        return new JudgeReply(
            response.Text, new TokenUsage(response.Usage?.InputTokenCount ?? 0, response.Usage?.OutputTokenCount ?? 0));
    }
}
