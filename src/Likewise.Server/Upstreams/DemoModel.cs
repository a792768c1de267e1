namespace Likewise.Server;

/// <summary>
/// What answers where no model is configured. Every answer says so. The same question always gets the same answer, and the usage
/// figures are those of a model that reads four characters as a token.
/// </summary>
/// <param name="settings">How long it takes. Read at each answer.</param>
/// <param name="time">Measures that time.</param>
public sealed class DemoModel(DemoSettings settings, TimeProvider time)
{
    /// <summary>What the demo calls itself.</summary>
    public const string Name = "likewise-demo";

    private const int QuotedCharsMax = 200;
    private const int CharsPerToken = 4;
    private const int TokensPerMessage = 4;

    /// <summary>Answers after the delay.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<RecordedResponse> AnswerAsync(PromptRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        await Task.Delay(settings.Delay, time, cancellationToken).ConfigureAwait(false);

        var prompt = request.Messages.LastOrDefault(message => message.Role == "user")?.Text ?? "";
        var text =
            "This is a demo answer: no model is configured, so Likewise's built-in stand-in wrote it. "
            + $"You asked: “{Quote(prompt)}”. A real model's answer would stand here, and from now on it would also be given "
            + "to whoever asks the same thing in other words, without another call. To put a model behind the cache, set "
            + "upstream.baseUrl in likewise.yaml, or LIKEWISE__UPSTREAM__BASEURL in the environment, to the address of an "
            + "OpenAI-compatible service.";
        var read = request.Messages.Sum(message => TokensIn(message.Text) + TokensPerMessage);
        return RecordedResponse.FromText(text, new TokenUsage(read, TokensIn(text)), Name);
    }

    private static int TokensIn(string text) => (text.Length + CharsPerToken - 1) / CharsPerToken;

    private static string Quote(string prompt)
    {
        if (prompt.Length <= QuotedCharsMax)
            return prompt;

        // Not between the halves of a surrogate pair.
        var end = char.IsHighSurrogate(prompt[QuotedCharsMax - 1]) ? QuotedCharsMax - 1 : QuotedCharsMax;
        return prompt[..end] + "…";
    }
}
