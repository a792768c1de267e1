using System.Collections.Frozen;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>
/// Of what kind each field of a chat request is that this protocol knows and the cache does not read itself. A field of another
/// kind is refused here: not every upstream would, and its answer would be stored. Fields that are not known pass.
/// </summary>
internal static class ChatFieldKinds
{
    /// <summary>JSON has a kind for each of the two; here one stands for both.</summary>
    private const JsonValueKind Boolean = JsonValueKind.True;

    private static readonly FrozenDictionary<string, JsonValueKind[]> Known = new Dictionary<string, JsonValueKind[]>
    {
        ["tools"] = [JsonValueKind.Array],
        ["tool_choice"] = [JsonValueKind.String, JsonValueKind.Object],
        ["parallel_tool_calls"] = [Boolean],
        ["functions"] = [JsonValueKind.Array],
        ["function_call"] = [JsonValueKind.String, JsonValueKind.Object],
        ["response_format"] = [JsonValueKind.Object],
        ["top_p"] = [JsonValueKind.Number],
        ["stop"] = [JsonValueKind.String, JsonValueKind.Array],
        ["max_tokens"] = [JsonValueKind.Number],
        ["max_completion_tokens"] = [JsonValueKind.Number],
        ["logit_bias"] = [JsonValueKind.Object],
        ["top_logprobs"] = [JsonValueKind.Number],
        ["presence_penalty"] = [JsonValueKind.Number],
        ["frequency_penalty"] = [JsonValueKind.Number],
        ["prediction"] = [JsonValueKind.Object],
        ["reasoning_effort"] = [JsonValueKind.String],
        ["verbosity"] = [JsonValueKind.String],
        ["web_search_options"] = [JsonValueKind.Object],
        ["user"] = [JsonValueKind.String],
        ["metadata"] = [JsonValueKind.Object],
        ["store"] = [Boolean],
        ["service_tier"] = [JsonValueKind.String],
        ["prompt_cache_key"] = [JsonValueKind.String],
        ["safety_identifier"] = [JsonValueKind.String],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="ProtocolException">A known field is of another kind than it can be; null counts as absent.</exception>
    public static void Check(JsonField root)
    {
        foreach (var property in root.Value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && Known.TryGetValue(property.Name, out var kinds))
                root.At(property).Expect(
                    kinds.Contains(KindOf(property.Value)), string.Join(" or ", kinds.Select(JsonField.NameOf)));
        }
    }

    private static JsonValueKind KindOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.False ? Boolean : value.ValueKind;
}
