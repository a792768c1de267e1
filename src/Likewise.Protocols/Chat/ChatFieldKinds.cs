using System.Collections.Frozen;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>
/// Of what kind each field of a chat request is that this protocol knows and the cache does not read itself. A field of another
/// kind is refused here: not every upstream would, and its answer would be stored. Fields that are not known pass.
/// </summary>
internal static class ChatFieldKinds
{
    private static readonly FrozenDictionary<string, Kind[]> Known = new Dictionary<string, Kind[]>
    {
        ["tools"] = [Kind.Array],
        ["tool_choice"] = [Kind.String, Kind.Object],
        ["parallel_tool_calls"] = [Kind.Boolean],
        ["functions"] = [Kind.Array],
        ["function_call"] = [Kind.String, Kind.Object],
        ["response_format"] = [Kind.Object],
        ["top_p"] = [Kind.Number],
        ["stop"] = [Kind.String, Kind.Array],
        ["max_tokens"] = [Kind.Number],
        ["max_completion_tokens"] = [Kind.Number],
        ["logit_bias"] = [Kind.Object],
        ["top_logprobs"] = [Kind.Number],
        ["presence_penalty"] = [Kind.Number],
        ["frequency_penalty"] = [Kind.Number],
        ["prediction"] = [Kind.Object],
        ["reasoning_effort"] = [Kind.String],
        ["verbosity"] = [Kind.String],
        ["web_search_options"] = [Kind.Object],
        ["user"] = [Kind.String],
        ["metadata"] = [Kind.Object],
        ["store"] = [Kind.Boolean],
        ["service_tier"] = [Kind.String],
        ["prompt_cache_key"] = [Kind.String],
        ["safety_identifier"] = [Kind.String],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private enum Kind
    {
        Array,
        Boolean,
        Number,
        Object,
        String,
    }

    /// <exception cref="ProtocolException">A known field is of another kind than it can be; null counts as absent.</exception>
    public static void Check(JsonField root)
    {
        foreach (var property in root.Value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && Known.TryGetValue(property.Name, out var kinds))
                root.At(property).Expect(
                    kinds.Any(kind => Is(kind, property.Value.ValueKind)), string.Join(" or ", kinds.Select(NameOf)));
        }
    }

    private static bool Is(Kind kind, JsonValueKind actual) => kind switch
    {
        Kind.Array => actual == JsonValueKind.Array,
        Kind.Boolean => actual is JsonValueKind.True or JsonValueKind.False,
        Kind.Number => actual == JsonValueKind.Number,
        Kind.Object => actual == JsonValueKind.Object,
        _ => actual == JsonValueKind.String,
    };

    private static string NameOf(Kind kind) => kind switch
    {
        Kind.Array => "an array",
        Kind.Boolean => "a boolean",
        Kind.Number => "a number",
        Kind.Object => "an object",
        _ => "a string",
    };
}
