using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Likewise.Protocols;

/// <summary>
/// Reads a body as JSON, strictly: valid UTF-8, no key twice, no half surrogate pairs in escapes, no NUL in keys. What two
/// parsers would read differently cannot be part of a key, and so is refused before anyone reads it.
/// </summary>
public static class JsonBody
{
    /// <summary>Reads a JSON object.</summary>
    /// <param name="body">The JSON, UTF-8. Not kept.</param>
    /// <param name="limits">How much is read.</param>
    /// <returns>The object; texts in it are valid Unicode, and no key stands twice.</returns>
    /// <exception cref="ProtocolException">The body is no such thing.</exception>
    public static JsonField Parse(ReadOnlySpan<byte> body, ProtocolLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (body.Length > limits.BodyBytesMax)
            throw new ProtocolException($"The body has {body.Length} bytes; at most {limits.BodyBytesMax} are read.");
        if (body.IsEmpty)
            throw new ProtocolException("The body is empty: a JSON object was expected.");
        if (!Utf8.IsValid(body))
            throw new ProtocolException($"The body is not valid UTF-8 at byte {IndexOfBrokenUtf8(body)}.");

        var root = new JsonField(ParseElement(body, limits), "");

        // Both faults need an escape, and most bodies have none: control characters as such are no JSON, broken text no UTF-8.
        if (body.IndexOf(@"\u"u8) >= 0)
            CheckText(root);

        return root.Value.ValueKind == JsonValueKind.Object
            ? root
            : throw new ProtocolException($"The body is {root.KindName}: a JSON object was expected.");
    }

    private static JsonElement ParseElement(ReadOnlySpan<byte> body, ProtocolLimits limits)
    {
        try
        {
            return JsonElement.Parse(
                body, new JsonDocumentOptions { MaxDepth = limits.DepthMax, AllowDuplicateProperties = false });
        }
        catch (JsonException fault)
        {
            throw new ProtocolException($"The body is not acceptable JSON: {fault.Message}");
        }
        catch (InvalidOperationException)
        {
            // Keys are unescaped while they are compared.
            throw new ProtocolException("The body has a key with half a surrogate pair: it is not valid Unicode.");
        }
    }

    private static void CheckText(JsonField field)
    {
        switch (field.Value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in field.Value.EnumerateObject())
                {
                    if (property.Name.Contains('\0', StringComparison.Ordinal))
                        throw new ProtocolException("A key has a NUL character: remove it.", field.Path);
                    CheckText(field.At(property));
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in field.Items())
                    CheckText(item);
                break;
            case JsonValueKind.String:
                _ = field.Text();
                break;
        }
    }

    private static string IndexOfBrokenUtf8(ReadOnlySpan<byte> body)
    {
        var index = 0;
        while (Rune.DecodeFromUtf8(body[index..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            index += consumed;
        return index.ToString(CultureInfo.InvariantCulture);
    }
}
