using System.Collections.Frozen;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Reads requests for completions.</summary>
internal static class CompletionsRequestParser
{
    /// <summary>What does not change the answer, or is held apart. All else is a parameter and must match exactly.</summary>
    private static readonly FrozenSet<string> NotParameters = FrozenSet.Create(
        StringComparer.Ordinal, "model", "prompt", "temperature", "seed", "stream", "stream_options", "user");

    public static CompletionsRequest Parse(ReadOnlySpan<byte> body, ProtocolLimits limits)
    {
        var root = JsonBody.Parse(body, limits);
        var prompt = root.Required("prompt");
        var isText = prompt.Value.ValueKind == JsonValueKind.String;
        prompt.Expect(isText || prompt.Value.ValueKind == JsonValueKind.Array, "a string or an array");
        if (isText)
            PromptCheck.Run([(PromptMessage.User(prompt.Prose()), "prompt")], "prompt", limits);

        var (eligibility, reason) = Classify(root, isText);
        return new CompletionsRequest
        {
            Prompt = new PromptRequest
            {
                Messages = isText ? [PromptMessage.User(prompt.Prose())] : [],
                Model = root.Optional("model")?.Prose() ?? "",
                Temperature = PromptCheck.Temperature(root),
                Seed = root.Optional("seed")?.Integer(),
                Parameters = Parameters(root, limits),
                Eligibility = eligibility,
                EligibilityReason = reason,
            },
            IsStreamed = root.Optional("stream")?.Flag() ?? false,
            WantsStreamUsage = root.Optional("stream_options")?.Optional("include_usage")?.Flag() ?? false,
        };
    }

    /// <summary>Going on with a text is another thing than answering it: nothing is shared with the other protocols.</summary>
    private static JsonElement Parameters(JsonField root, ProtocolLimits limits)
    {
        using var parameters = new ParameterWriter(limits);
        parameters.Write("completions", true);
        foreach (var property in root.Value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && !NotParameters.Contains(property.Name))
                parameters.Write($"completions.{property.Name}", property.Value);
        }

        return parameters.ToElement();
    }

    private static (Eligibility, string?) Classify(JsonField root, bool isText)
    {
        if (!isText)
            return (Eligibility.Bypass, "several prompts, or tokens");
        if (root.Optional("logprobs") is not null)
            return (Eligibility.Bypass, "logprobs");
        return root.Optional("n") is { } choices && choices.Integer() > 1
            ? (Eligibility.ExactOnly, "n")
            : (Eligibility.Semantic, null);
    }
}
