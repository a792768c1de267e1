using System.Collections.Frozen;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Reads Anthropic's requests.</summary>
internal static class MessagesRequestParser
{
    /// <summary>What does not change the answer, or is held apart. All else is a parameter and must match exactly.</summary>
    private static readonly FrozenSet<string> NotParameters = FrozenSet.Create(
        StringComparer.Ordinal,
        "model", "messages", "system", "temperature", "stream", "metadata", "service_tier", "cache_control");

    public static MessagesRequest Parse(ReadOnlySpan<byte> body, ProtocolLimits limits, string features)
    {
        var root = JsonBody.Parse(body, limits);
        var messages = root.Required("messages").Items().Select(field => Read(field, limits));
        if (root.Optional("system") is { } system)
            messages = messages.Prepend((MessagesContent.Read(system, limits).ToMessage("system"), "system"));
        (PromptMessage Message, string Path)[] conversation = [.. messages];
        PromptCheck.Run(conversation, "messages", limits);

        var tools = root.Optional("tools")?.Items().Select(ToolShape.OfMessages).ToArray() ?? [];
        var (eligibility, reason) = Classify(root, tools);
        return new MessagesRequest
        {
            Prompt = new PromptRequest
            {
                Messages = [.. conversation.Select(said => said.Message)],
                Model = root.Optional("model")?.Prose() ?? "",
                Temperature = PromptCheck.Temperature(root),
                Parameters = Parameters(root, tools, features, limits),
                Eligibility = eligibility,
                EligibilityReason = reason,
            },
            IsStreamed = root.Optional("stream")?.Flag() ?? false,
        };
    }

    private static (PromptMessage, string) Read(JsonField message, ProtocolLimits limits)
    {
        var role = message.Required("role").Prose();
        if (role.Length == 0)
            throw new ProtocolException($"'{message.Path}.role' is empty.", $"{message.Path}.role");

        var content = message.Required("content");
        return (MessagesContent.Read(content, limits).ToMessage(role), content.Path);
    }

    /// <summary>What the answer depends on beside model and messages, in the names that all protocols share.</summary>
    private static JsonElement Parameters(JsonField root, ToolShape[] tools, string features, ProtocolLimits limits)
    {
        using var parameters = new ParameterWriter(limits);
        foreach (var property in root.Value.EnumerateObject())
        {
            var field = root.At(property);
            switch (property.Name)
            {
                case var name when NotParameters.Contains(name) || property.Value.ValueKind == JsonValueKind.Null:
                case "thinking" when ToolShape.IsOfType(property.Value, "disabled"):
                    break;
                case "max_tokens" or "top_p":
                    _ = field.Number();
                    parameters.Write(property.Name, property.Value);
                    break;
                case "stop_sequences":
                    field.Expect(property.Value.ValueKind == JsonValueKind.Array, "an array");
                    parameters.WriteStop(property.Value);
                    break;
                case "tools":
                    parameters.WriteTools(tools);
                    break;
                case "tool_choice":
                    WriteToolChoice(parameters, field);
                    break;
                default:
                    parameters.Write($"messages.{property.Name}", property.Value);
                    break;
            }
        }

        if (features.Length > 0)
            parameters.Write("messages.anthropic-beta", features);
        return parameters.ToElement();
    }

    private static void WriteToolChoice(ParameterWriter parameters, JsonField choice)
    {
        switch (choice.Required("type").Text())
        {
            case "auto":
                break;
            case "any":
                parameters.Write("tool_choice", "required");
                break;
            case "none":
                parameters.Write("tool_choice", "none");
                break;
            case "tool":
                parameters.WriteToolChoice(choice.Required("name").Text());
                break;
            default:
                parameters.Write("messages.tool_choice", choice.Value);
                break;
        }

        if (choice.Optional("disable_parallel_tool_use") is { } single && single.Flag())
            parameters.Write("parallel_tool_calls", false);
    }

    /// <summary>A service's own tools (web search, code) find other things at other times.</summary>
    private static (Eligibility, string?) Classify(JsonField root, ToolShape[] tools)
    {
        if (root.Optional("container") is not null)
            return (Eligibility.Bypass, "container");
        if (root.Optional("mcp_servers") is { } servers && !JsonField.IsNothing(servers.Value))
            return (Eligibility.ExactOnly, "mcp servers");

        return tools.Any(tool => !tool.IsFunction)
            ? (Eligibility.ExactOnly, "a tool of the service")
            : (Eligibility.Semantic, null);
    }
}
