using System.Collections.Frozen;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Reads requests of OpenAI's responses.</summary>
internal static class ResponsesRequestParser
{
    /// <summary>What does not change the answer, or is held apart. All else is a parameter and must match exactly.</summary>
    private static readonly FrozenSet<string> NotParameters = FrozenSet.Create(
        StringComparer.Ordinal,
        "model", "input", "instructions", "temperature", "stream", "stream_options", "user", "metadata", "store", "service_tier",
        "prompt_cache_key", "prompt_cache_retention", "safety_identifier");

    public static ResponsesRequest Parse(ReadOnlySpan<byte> body, ProtocolLimits limits)
    {
        var root = JsonBody.Parse(body, limits);
        var tools = root.Optional("tools")?.Items().Select(ToolShape.OfResponses).ToArray() ?? [];
        var (eligibility, reason) = Classify(root, tools);
        (PromptMessage Message, string Path)[] conversation = [.. ResponsesInput.Read(root, limits)];

        // Who goes on with something that the service remembers may say nothing new; that is the service's to judge.
        if (eligibility != Eligibility.Bypass || conversation.Length > 0)
            PromptCheck.Run(conversation, "input", limits);

        return new ResponsesRequest
        {
            Prompt = new PromptRequest
            {
                Messages = [.. conversation.Select(said => said.Message)],
                Model = root.Optional("model")?.Prose() ?? "",
                Temperature = PromptCheck.Temperature(root),
                Parameters = Parameters(root, tools, limits),
                Eligibility = eligibility,
                EligibilityReason = reason,
            },
            IsStreamed = root.Optional("stream")?.Flag() ?? false,
            Body = root.Value,
        };
    }

    /// <summary>What the answer depends on beside model and messages, in the names that all protocols share.</summary>
    private static JsonElement Parameters(JsonField root, ToolShape[] tools, ProtocolLimits limits)
    {
        using var parameters = new ParameterWriter(limits);
        foreach (var property in root.Value.EnumerateObject())
        {
            var field = root.At(property);
            switch (property.Name)
            {
                case var name when NotParameters.Contains(name) || property.Value.ValueKind == JsonValueKind.Null:
                case "parallel_tool_calls" when field.Flag():
                case "background" when !field.Flag():
                case "truncation" when JsonField.Is(property.Value, "disabled"):
                case "tool_choice" when JsonField.Is(property.Value, "auto"):
                case "include" when JsonField.IsNothing(property.Value):
                    break;
                case "max_output_tokens":
                    _ = field.Number();
                    parameters.Write("max_tokens", property.Value);
                    break;
                case "top_p" or "parallel_tool_calls":
                    parameters.Write(property.Name, property.Value);
                    break;
                case "tools":
                    parameters.WriteTools(tools);
                    break;
                case "tool_choice":
                    WriteToolChoice(parameters, property.Value);
                    break;
                case "text":
                    WriteText(parameters, field);
                    break;
                case "reasoning":
                    WriteReasoning(parameters, field);
                    break;
                default:
                    parameters.Write($"responses.{property.Name}", property.Value);
                    break;
            }
        }

        return parameters.ToElement();
    }

    private static void WriteToolChoice(ParameterWriter parameters, JsonElement choice)
    {
        if (ToolShape.IsOfType(choice, "function") && choice.TryGetProperty("name", out var name)
            && name.ValueKind == JsonValueKind.String)
            parameters.WriteToolChoice(new JsonField(name, "tool_choice.name").Text());
        else
            parameters.Write("tool_choice", choice);
    }

    private static void WriteText(ParameterWriter parameters, JsonField text)
    {
        text.Expect(text.Value.ValueKind == JsonValueKind.Object, "an object");
        foreach (var property in text.Value.EnumerateObject())
        {
            switch (property.Name)
            {
                case var _ when property.Value.ValueKind == JsonValueKind.Null:
                case "format" when ToolShape.IsOfType(property.Value, "text"):
                    break;
                case "format" when ToolShape.IsOfType(property.Value, "json_schema"):
                    parameters.WriteSchemaFormat(property.Value.EnumerateObject().Where(member => member.Name != "type"));
                    break;
                case "format":
                    parameters.Write("response_format", property.Value);
                    break;
                case "verbosity":
                    parameters.Write("verbosity", property.Value);
                    break;
                default:
                    parameters.Write($"responses.text.{property.Name}", property.Value);
                    break;
            }
        }
    }

    private static void WriteReasoning(ParameterWriter parameters, JsonField reasoning)
    {
        reasoning.Expect(reasoning.Value.ValueKind == JsonValueKind.Object, "an object");
        foreach (var property in reasoning.Value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null)
                parameters.Write(
                    property.Name == "effort" ? "reasoning_effort" : $"responses.reasoning.{property.Name}", property.Value);
        }
    }

    /// <summary>What the service remembers is not in the request, and what it looks up changes.</summary>
    private static (Eligibility, string?) Classify(JsonField root, ToolShape[] tools)
    {
        foreach (var name in (ReadOnlySpan<string>)["previous_response_id", "conversation", "prompt"])
        {
            if (root.Optional(name) is not null)
                return (Eligibility.Bypass, name);
        }

        if (root.Optional("background") is { } background && background.Flag())
            return (Eligibility.Bypass, "background");
        if (root.Optional("top_logprobs") is { } logprobs && logprobs.Integer() > 0)
            return (Eligibility.Bypass, "logprobs");
        if (root.Optional("input") is { Value.ValueKind: JsonValueKind.Array } input
            && input.Items().Any(item => ToolShape.IsOfType(item.Value, "item_reference")))
            return (Eligibility.Bypass, "item_reference");

        return tools.Any(tool => !tool.IsFunction)
            ? (Eligibility.ExactOnly, "a tool of the service")
            : (Eligibility.Semantic, null);
    }
}
