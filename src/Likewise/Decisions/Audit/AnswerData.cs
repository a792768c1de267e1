using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Likewise;

/// <summary>Compares answers that are JSON: what they say is in the values, and these are mostly short.</summary>
internal static class AnswerData
{
    private const string Fence = "```";

    /// <summary>A longer text may be worded otherwise and say the same.</summary>
    private const int ValueWordsMax = 4;

    /// <summary>Division by it drops the zeros at a decimal's end.</summary>
    private const decimal Plain = 1.0000000000000000000000000000m;

    /// <returns>Null where not both are JSON.</returns>
    public static AnswerAgreement? Compare(string cached, string fresh)
    {
        using var one = TryParse(cached);
        using var other = one is null ? null : TryParse(fresh);
        return other is null ? null : Compare(one!.RootElement, other.RootElement); // With the other there is the one.
    }

    /// <summary>The same text for the same data.</summary>
    public static string Canonical(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static JsonDocument? TryParse(string text)
    {
        var json = text.AsSpan().Trim();
        if (json.StartsWith(Fence, StringComparison.Ordinal) && json.EndsWith(Fence, StringComparison.Ordinal)
            && json.IndexOf('\n') is > 0 and var line)
            json = json[line..^Fence.Length].Trim();
        if (json.Length == 0 || json[0] is not ('{' or '['))
            return null;

        try
        {
            return JsonDocument.Parse(json.ToString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static AnswerAgreement Compare(JsonElement one, JsonElement other)
    {
        if (Canonical(one) == Canonical(other))
            return AnswerAgreement.Same;
        if (one.ValueKind != other.ValueKind)
            return AnswerAgreement.Different;
        return one.ValueKind switch
        {
            JsonValueKind.Object => Worst(
                one.EnumerateObject().Select(property => property.Name).ToHashSet(StringComparer.Ordinal)
                    .SetEquals(other.EnumerateObject().Select(property => property.Name)),
                one.EnumerateObject().Select(property => (property.Value, other.GetProperty(property.Name)))),
            JsonValueKind.Array => Worst(
                one.GetArrayLength() == other.GetArrayLength(), one.EnumerateArray().Zip(other.EnumerateArray())),
            JsonValueKind.String when IsLong(one) && IsLong(other) => AnswerAgreement.Unknown,
            _ => AnswerAgreement.Different,
        };
    }

    private static AnswerAgreement Worst(bool isSameShape, IEnumerable<(JsonElement, JsonElement)> parts)
    {
        if (!isSameShape)
            return AnswerAgreement.Unknown;

        var all = parts.Select(pair => Compare(pair.Item1, pair.Item2)).ToHashSet();
        return all.Contains(AnswerAgreement.Different) ? AnswerAgreement.Different
            : all.Contains(AnswerAgreement.Unknown) ? AnswerAgreement.Unknown
            : AnswerAgreement.Same;
    }

    private static bool IsLong(JsonElement text) => text.GetString()!.Count(char.IsWhiteSpace) >= ValueWordsMax; // It is a text.

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    text.Append(JsonEncodedText.Encode(property.Name)).Append(':');
                    Write(text, property.Value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append('"').Append(AnswerText.Plain(value.GetString()!)).Append('"');
                break;
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                text.Append((number / Plain).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }
}
