using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>Reads requests for embeddings.</summary>
internal static class EmbeddingsRequestParser
{
    public static EmbeddingsRequest Parse(ReadOnlySpan<byte> body, ProtocolLimits limits)
    {
        var root = JsonBody.Parse(body, limits);
        var format = root.Optional("encoding_format")?.Text() ?? "float";
        if (format is not ("float" or "base64"))
            throw new ProtocolException(
                $"'encoding_format' is '{JsonField.Shown(format)}': float or base64 was expected.", "encoding_format");

        return new EmbeddingsRequest(
            root.Optional("model")?.Prose() ?? "", ReadTexts(root.Required("input"), limits), format == "base64",
            root.Optional("dimensions")?.Integer());
    }

    private static string[]? ReadTexts(JsonField input, ProtocolLimits limits)
    {
        if (input.Value.ValueKind == JsonValueKind.String)
            return [ReadText(input, limits)];

        var items = input.Items().ToArray();
        if (items.Length == 0)
            throw new ProtocolException("'input' is empty: give at least one text.", "input");
        return items[0].Value.ValueKind is JsonValueKind.Number or JsonValueKind.Array
            ? null
            : [.. items.Select(item => ReadText(item, limits))];
    }

    private static string ReadText(JsonField field, ProtocolLimits limits)
    {
        var text = field.Prose();
        if (text.Length == 0)
            throw new ProtocolException($"'{field.Path}' is empty: a text was expected.", field.Path);
        return text.Length <= limits.TextCharsMax
            ? text
            : throw new ProtocolException(
                $"'{field.Path}' has {text.Length} characters: at most {limits.TextCharsMax} are taken.", field.Path);
    }
}
