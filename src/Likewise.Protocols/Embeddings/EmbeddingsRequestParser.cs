using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Reads requests for embeddings.</summary>
internal static class EmbeddingsRequestParser
{
    public const string Input = "input";

    private const string Format = "encoding_format";

    /// <summary>What OpenAI has. Of these only the dimensions are a parameter.</summary>
    private static readonly FrozenSet<string> Known =
        FrozenSet.Create(StringComparer.Ordinal, "model", Input, Format, "dimensions", "user");

    public static EmbeddingsRequest Parse(ReadOnlySpan<byte> body, ProtocolLimits limits)
    {
        var root = JsonBody.Parse(body, limits);
        var format = root.Optional(Format)?.Text() ?? "float";
        if (format is not ("float" or "base64"))
            throw new ProtocolException($"'{Format}' is '{JsonField.Shown(format)}': float or base64 was expected.", Format);

        var hasMore = root.Value.EnumerateObject().Any(property =>
            !Known.Contains(property.Name) && property.Value.ValueKind != JsonValueKind.Null);
        return new EmbeddingsRequest(
            root.Value, root.Optional("model")?.Prose() ?? "", ReadItems(root.Required(Input), limits), format == "base64",
            root.Optional("dimensions")?.Integer())
        {
            Parameters = JsonObjectFilter.Select(
                root.Value, limits, name => name == "dimensions" || !Known.Contains(name) || (hasMore && name == Format)),
        };
    }

    private static EmbeddingsItem[] ReadItems(JsonField input, ProtocolLimits limits)
    {
        if (input.Value.ValueKind == JsonValueKind.String)
            return [ReadText(input, limits)];

        var items = input.Items().ToArray();
        if (items.Length == 0)
            throw new ProtocolException($"'{Input}' is empty: give at least one text.", Input);
        return items[0].Value.ValueKind switch
        {
            JsonValueKind.Number => ReadTokens(input.Value) is { } tokens ? [tokens] : [],
            JsonValueKind.Array => ReadTokenLists(items),
            _ => [.. items.Select(item => ReadText(item, limits))],
        };
    }

    private static EmbeddingsItem ReadText(JsonField field, ProtocolLimits limits)
    {
        var text = field.Prose();
        if (text.Length == 0)
            throw new ProtocolException($"'{field.Path}' is empty: a text was expected.", field.Path);
        return text.Length <= limits.TextCharsMax
            ? new EmbeddingsItem(text, IsTokens: false)
            : throw new ProtocolException(
                $"'{field.Path}' has {text.Length} characters: at most {limits.TextCharsMax} are taken.", field.Path);
    }

    private static EmbeddingsItem[] ReadTokenLists(JsonField[] lists)
    {
        var read = lists.Select(list => ReadTokens(list.Value)).OfType<EmbeddingsItem>().ToArray();
        return read.Length == lists.Length ? read : [];
    }

    /// <returns>Null where it is something else: what that means is the upstream's to say.</returns>
    private static EmbeddingsItem? ReadTokens(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            return null;

        var tokens = new List<string>(list.GetArrayLength());
        foreach (var token in list.EnumerateArray())
        {
            if (token.ValueKind != JsonValueKind.Number || !token.TryGetInt64(out var number))
                return null;
            tokens.Add(number.ToString(CultureInfo.InvariantCulture));
        }

        return new EmbeddingsItem($"[{string.Join(',', tokens)}]", IsTokens: true);
    }
}
