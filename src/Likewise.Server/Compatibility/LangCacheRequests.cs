using System.Text;
using System.Text.Json;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>Reads LangCache's bodies, with the limits that its documents name.</summary>
internal static class LangCacheRequests
{
    private const int PromptCharsMax = 1_024;
    private const int AttributesMax = 5;
    private const int NameCharsMax = 32;
    private const int ValueCharsMax = 500;
    private const long MillisMax = 31_556_952_000;

    public static string ReadPrompt(JsonField body)
    {
        var prompt = body.Required("prompt");
        prompt.Expect(prompt.Prose().Length is > 0 and <= PromptCharsMax, $"a text of 1 to {PromptCharsMax} characters");
        return prompt.Prose();
    }

    public static TimeSpan? ReadTimeToLive(JsonField body)
    {
        if (body.Optional("ttlMillis") is not { } millis)
            return null;

        var value = millis.Integer();
        return value is >= 1 and <= MillisMax
            ? TimeSpan.FromMilliseconds(value)
            : throw new ProtocolException($"'ttlMillis' is out of range: 1 to {MillisMax} was expected.", "ttlMillis");
    }

    public static NormalizedCosine? ReadThreshold(JsonField body)
    {
        if (body.Optional("similarityThreshold") is not { } field)
            return null;

        var value = field.Number();
        return value is >= 0 and <= 1
            ? new NormalizedCosine(value)
            : throw new ProtocolException("'similarityThreshold' is out of range: 0 to 1 was expected.", "similarityThreshold");
    }

    /// <summary>Whether an answer to the same words is asked for, and one to words that mean the same.</summary>
    public static (bool Exact, bool Semantic) ReadStrategies(JsonField body)
    {
        if (body.Optional("searchStrategies") is not { } field)
            return (false, true);

        var names = field.Items().Select(item => item.Text()).ToArray();
        return names.Length > 0 && names.All(name => name is "exact" or "semantic")
            ? (names.Contains("exact"), names.Contains("semantic"))
            : throw new ProtocolException("'searchStrategies' has others than exact and semantic, or none.", "searchStrategies");
    }

    /// <summary>In the order of their names, so that two spellings of one set are the same.</summary>
    public static SortedDictionary<string, string> ReadAttributes(JsonField body)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (body.Optional("attributes") is not { } field)
            return attributes;

        field.Expect(field.Value.ValueKind == JsonValueKind.Object, "an object");
        foreach (var property in field.Value.EnumerateObject())
        {
            var value = field.At(property);
            value.Expect(IsName(property.Name), $"a name of 1 to {NameCharsMax} letters, digits, '_' or '-'");
            value.Expect(
                value.Prose() is { Length: > 0 and <= ValueCharsMax } text && !text.Contains(',', StringComparison.Ordinal),
                $"a text of 1 to {ValueCharsMax} characters without commas");
            attributes[property.Name] = value.Prose();
        }

        field.Expect(attributes.Count <= AttributesMax, $"an object of at most {AttributesMax} attributes");
        return attributes;
    }

    /// <summary>What splits the scope: entries of different attributes are answers to different requests.</summary>
    public static JsonElement ParametersOf(IReadOnlyDictionary<string, string> attributes)
    {
        if (attributes.Count == 0)
            return default;

        var json = new StringBuilder("{\"attributes\":{");
        foreach (var (name, value) in attributes)
            json.Append(json[^1] == '{' ? "" : ",").Append('"').Append(name).Append("\":\"")
                .Append(JsonEncodedText.Encode(value)).Append('"');
        return JsonElement.Parse(json.Append("}}").ToString());
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= NameCharsMax && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
}
