using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>A JSON value and where it stands, so that a fault can name it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Path">Its place, as <c>messages[0].content</c>; empty for the whole body.</param>
internal readonly record struct JsonField(JsonElement Value, string Path)
{
    private const int ShownCharsMax = 64;

    /// <summary>The value's kind in words, for faults.</summary>
    public string KindName => NameOf(Value.ValueKind);

    /// <summary>A property of an object. One that is absent and one that is null are the same, as in the protocols.</summary>
    public JsonField? Optional(string name)
    {
        Expect(Value.ValueKind == JsonValueKind.Object, "an object");
        return Value.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonField(value, Join(name))
            : null;
    }

    public JsonField Required(string name) =>
        Optional(name) ?? throw new ProtocolException($"'{Join(name)}' is missing.", Join(name));

    public JsonField At(JsonProperty property) => new(property.Value, Join(property.Name));

    public IEnumerable<JsonField> Items()
    {
        Expect(Value.ValueKind == JsonValueKind.Array, "an array");
        var path = Path;
        return Value.EnumerateArray().Select((item, index) => new JsonField(item, $"{path}[{index}]"));
    }

    /// <summary>A string that is valid Unicode.</summary>
    public string Text()
    {
        Expect(Value.ValueKind == JsonValueKind.String, "a string");
        try
        {
            return Value.GetString()!; // A value of kind string is never null.
        }
        catch (InvalidOperationException)
        {
            throw new ProtocolException($"'{Path}' has half a surrogate pair: it is not valid Unicode.", Path);
        }
    }

    /// <summary>A string that a model may be shown: valid Unicode without NUL.</summary>
    public string Prose()
    {
        var text = Text();
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new ProtocolException($"'{Path}' has a NUL character: remove it.", Path)
            : text;
    }

    public bool Flag()
    {
        Expect(Value.ValueKind is JsonValueKind.True or JsonValueKind.False, "a boolean");
        return Value.GetBoolean();
    }

    public long Integer()
    {
        Expect(Value.ValueKind == JsonValueKind.Number, "a whole number");
        return Value.TryGetInt64(out var value) ? value : throw OutOfRange("a whole number of at most 64 bits");
    }

    public double Number()
    {
        Expect(Value.ValueKind == JsonValueKind.Number, "a number");
        return Value.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw OutOfRange("a finite number");
    }

    public void Expect(bool holds, string expected)
    {
        if (!holds)
            throw new ProtocolException(
                $"{(Path.Length == 0 ? "The body" : $"'{Path}'")} is {KindName}: {expected} was expected.",
                Path.Length == 0 ? null : Path);
    }

    private ProtocolException OutOfRange(string expected) =>
        new($"'{Path}' is {Shown(Value.GetRawText())}: {expected} was expected.", Path);

    /// <summary>A kind in words, for faults.</summary>
    public static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    /// <summary>A name as a fault may show it: whoever sends megabytes as a key is not sent them back.</summary>
    public static string Shown(string name) => name.Length <= ShownCharsMax ? name : name[..ShownCharsMax] + "…";

    /// <summary>Whether a value is this very text.</summary>
    public static bool Is(JsonElement value, string text) => value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    /// <summary>Whether a value says nothing: null, or empty.</summary>
    public static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        JsonValueKind.String => value.ValueEquals(""),
        _ => false,
    };

    private string Join(string name) => Path.Length == 0 ? Shown(name) : $"{Path}.{Shown(name)}";
}
