using System.Collections.Frozen;

namespace Likewise.Protocols;

/// <summary>Reads chat requests.</summary>
internal static class ChatRequestParser
{
    /// <summary>What does not change the answer, or is held apart. All else is a parameter and must match exactly.</summary>
    private static readonly FrozenSet<string> NotParameters = FrozenSet.Create(
        StringComparer.Ordinal,
        "model", "messages", "temperature", "seed",
        "stream", "stream_options", "user", "metadata", "store", "service_tier", "prompt_cache_key", "safety_identifier");

    public static ChatRequest Parse(ReadOnlySpan<byte> body, ProtocolLimits limits)
    {
        var root = JsonBody.Parse(body, limits);
        var messages = root.Required("messages").Items().Select(field => ChatMessageParser.Parse(field, limits)).ToArray();
        CheckPrompt(messages, limits);
        ChatFieldKinds.Check(root);

        var choices = Choices(root);
        var (eligibility, reason) = Classify(root, choices);
        var prompt = new PromptRequest
        {
            Messages = messages,
            Model = root.Optional("model")?.Prose() ?? "",
            Temperature = Temperature(root),
            Seed = root.Optional("seed")?.Integer(),
            Parameters = JsonObjectFilter.Select(root.Value, limits, name => !NotParameters.Contains(name)),
            Eligibility = eligibility,
            EligibilityReason = reason,
        };
        return new ChatRequest(
            prompt,
            root.Optional("stream")?.Flag() ?? false,
            root.Optional("stream_options")?.Optional("include_usage")?.Flag() ?? false,
            choices);
    }

    /// <summary>The message to be answered, the user's last or else the last of all, must say something.</summary>
    private static void CheckPrompt(PromptMessage[] messages, ProtocolLimits limits)
    {
        if (messages.Length == 0)
            throw new ProtocolException("'messages' is empty: give at least the user's message.", "messages");

        var tooLong = Array.FindIndex(messages, candidate => candidate.Text.Length > limits.TextCharsMax);
        if (tooLong >= 0)
            throw new ProtocolException(
                $"'messages[{tooLong}].content' has {messages[tooLong].Text.Length} characters: at most {limits.TextCharsMax} "
                + "are taken.", $"messages[{tooLong}].content");

        var asked = Array.FindLastIndex(messages, candidate => candidate.Role == "user");
        asked = asked < 0 ? messages.Length - 1 : asked;
        var message = messages[asked];
        if (message.Content is PromptContent.Text or PromptContent.None && string.IsNullOrWhiteSpace(message.Text))
            throw new ProtocolException(
                $"The prompt is empty: 'messages[{asked}].content' needs a text.", $"messages[{asked}].content");
    }

    private static double? Temperature(JsonField root) => root.Optional("temperature") switch
    {
        null => null,
        { } field when field.Number() >= 0 => field.Number(),
        _ => throw new ProtocolException("'temperature' is negative: a number of at least 0 was expected.", "temperature"),
    };

    private static long Choices(JsonField root)
    {
        var choices = root.Optional("n")?.Integer() ?? 1;
        return choices >= 1
            ? choices
            : throw new ProtocolException($"'n' is {choices}: a whole number of at least 1 was expected.", "n");
    }

    /// <summary>
    /// What only this protocol knows to keep out. What a recording does not hold (log probabilities, sound) cannot be replayed;
    /// what is looked up elsewhere or asked for several times over is not shared between wordings.
    /// </summary>
    private static (Eligibility, string?) Classify(JsonField root, long choices)
    {
        if (root.Optional("logprobs") is { } logprobs && logprobs.Flag())
            return (Eligibility.Bypass, "logprobs");
        if (root.Optional("audio") is not null)
            return (Eligibility.Bypass, "audio answer");
        if (root.Optional("modalities") is { } modalities && modalities.Items().Any(item => item.Text() != "text"))
            return (Eligibility.Bypass, "audio answer");
        if (root.Optional("web_search_options") is not null)
            return (Eligibility.ExactOnly, "web search");

        return choices > 1 ? (Eligibility.ExactOnly, "n") : (Eligibility.Semantic, null);
    }
}
