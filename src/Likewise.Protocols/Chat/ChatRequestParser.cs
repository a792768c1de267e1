using System.Collections.Frozen;
using System.Text.Json;

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
        PromptCheck.Run([.. messages.Select((message, index) => (message, $"messages[{index}].content"))], "messages", limits);
        ChatFieldKinds.Check(root);

        var choices = Choices(root);
        var (eligibility, reason) = Classify(root, choices);
        var prompt = new PromptRequest
        {
            Messages = messages,
            Model = root.Optional("model")?.Prose() ?? "",
            Temperature = PromptCheck.Temperature(root),
            Seed = root.Optional("seed")?.Integer(),
            Parameters = Parameters(root, choices, limits),
            Eligibility = eligibility,
            EligibilityReason = reason,
        };
        return new ChatRequest
        {
            Prompt = prompt,
            IsStreamed = root.Optional("stream")?.Flag() ?? false,
            WantsStreamUsage = root.Optional("stream_options")?.Optional("include_usage")?.Flag() ?? false,
            Choices = choices,
        };
    }

    private static long Choices(JsonField root)
    {
        var choices = root.Optional("n")?.Integer() ?? 1;
        return choices >= 1
            ? choices
            : throw new ProtocolException($"'n' is {choices}: a whole number of at least 1 was expected.", "n");
    }

    /// <summary>
    /// What the answer depends on beside model and messages. These are the names in which every protocol's parameters are held,
    /// so that one answer serves them all; what says no more than the default does is left out.
    /// </summary>
    private static JsonElement Parameters(JsonField root, long choices, ProtocolLimits limits)
    {
        using var parameters = new ParameterWriter(limits);
        foreach (var property in root.Value.EnumerateObject())
        {
            var field = root.At(property);
            switch (property.Name)
            {
                case var name when NotParameters.Contains(name) || property.Value.ValueKind == JsonValueKind.Null:
                case "n" when choices == 1:
                case "response_format" when ToolShape.IsOfType(property.Value, "text"):
                case "tool_choice" when JsonField.Is(property.Value, "auto"):
                case "parallel_tool_calls" when property.Value.ValueKind == JsonValueKind.True:
                    break;
                case "stop":
                    parameters.WriteStop(property.Value);
                    break;
                case "max_completion_tokens" when root.Optional("max_tokens") is null:
                    parameters.Write("max_tokens", property.Value);
                    break;
                case "tools":
                    parameters.WriteTools([.. field.Items().Select(ToolShape.OfChat)]);
                    break;
                default:
                    parameters.Write(property.Name, property.Value);
                    break;
            }
        }

        return parameters.ToElement();
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
