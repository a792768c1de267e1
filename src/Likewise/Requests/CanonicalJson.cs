using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Likewise;

/// <summary>Writes JSON so that the order of keys, the spelling of numbers and the escaping of text make no difference.</summary>
internal static class CanonicalJson
{
    // Decimal holds 28 digits exactly. A longer number keeps the spelling it came with: it may miss an equal, never meet another.
    private const int ExactDigits = 28;
    private const string PlainDecimal = "0.############################";

    /// <summary>Writes one value; an undefined one writes nothing.</summary>
    /// <exception cref="ArgumentException">A text in it is not valid Unicode.</exception>
    public static void Write(ref CanonicalWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(ref writer, value);
                break;
            case JsonValueKind.Array:
                writer.Number(CanonicalField.JsonArray, value.GetArrayLength());
                foreach (var item in value.EnumerateArray())
                    Write(ref writer, item);
                break;
            case JsonValueKind.String:
                writer.Text(CanonicalField.JsonString, TextOf(value));
                break;
            case JsonValueKind.Number:
                WriteNumber(ref writer, value);
                break;
            case JsonValueKind.True:
                writer.Mark(CanonicalField.JsonTrue);
                break;
            case JsonValueKind.False:
                writer.Mark(CanonicalField.JsonFalse);
                break;
            case JsonValueKind.Null:
                writer.Mark(CanonicalField.JsonNull);
                break;
        }
    }

    private static void WriteObject(ref CanonicalWriter writer, JsonElement value)
    {
        // A stable sort: where a key stands twice, the order of the two still counts.
        var properties = value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal).ToArray();
        writer.Number(CanonicalField.JsonObject, properties.Length);
        foreach (var property in properties)
        {
            writer.Text(CanonicalField.JsonName, property.Name);
            Write(ref writer, property.Value);
        }
    }

    private static void WriteNumber(ref CanonicalWriter writer, JsonElement value)
    {
        var raw = value.GetRawText();
        if (raw.Length <= ExactDigits && value.TryGetDecimal(out var number))
            writer.Text(CanonicalField.JsonNumber, number.ToString(PlainDecimal, CultureInfo.InvariantCulture));
        else
            writer.Bytes(CanonicalField.JsonNumber, Encoding.UTF8.GetBytes(raw));
    }

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!; // A value of kind String is never null.
        }
        catch (InvalidOperationException broken)
        {
            throw new ArgumentException(
                "A text in the request's JSON has half a surrogate pair: it is not valid Unicode.", broken);
        }
    }
}
