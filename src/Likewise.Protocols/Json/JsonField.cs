using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>A JSON value and where it stands, so that a fault can name it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Path">Its place, as <c>messages[0].content</c>; empty for the whole body.</param>
public readonly record struct JsonField(JsonElement Value, string Path)
{
    private const int ShownCharsMax = 64;

    /// <summary>The value's kind in words, for faults.</summary>
    public string KindName => NameOf(Value.ValueKind);

    /// <summary>A property of an object. One that is absent and one that is null are the same, as in the protocols.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="ProtocolException">The value is no object.</exception>
    public JsonField? Optional(string name)
    {
        Expect(Value.ValueKind == JsonValueKind.Object, "an object");
        return Value.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new JsonField(value, Join(name))
            : null;
    }

    /// <summary>A property that must be there and not null.</summary>
    /// <exception cref="ProtocolException">The value is no object, or has no such property.</exception>
    public JsonField Required(string name) =>
        Optional(name) ?? throw new ProtocolException($"'{Join(name)}' is missing.", Join(name));

    /// <summary>A property that was met while going through an object.</summary>
    public JsonField At(JsonProperty property) => new(property.Value, Join(property.Name));

    /// <summary>The items of an array, each with its place.</summary>
    /// <exception cref="ProtocolException">The value is no array.</exception>
    public IEnumerable<JsonField> Items()
    {
        Expect(Value.ValueKind == JsonValueKind.Array, "an array");
        var path = Path;
        return Value.EnumerateArray().Select((item, index) => new JsonField(item, $"{path}[{index}]"));
    }

    /// <summary>Refuses an object that has any other property: where a body is ours alone, such a one is a mistake.</summary>
    /// <param name="names">The properties there may be.</param>
    /// <exception cref="ProtocolException">The value is no object, or has another property.</exception>
    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        Expect(Value.ValueKind == JsonValueKind.Object, "an object");
        foreach (var property in Value.EnumerateObject())
        {
            if (!names.Contains(property.Name))
                throw new ProtocolException(
                    $"'{Join(property.Name)}' is not a field of this request; its fields are {string.Join(", ", names!)}.",
                    Join(property.Name));
        }
    }

    /// <summary>A string that is valid Unicode.</summary>
    /// <exception cref="ProtocolException">The value is something else.</exception>
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
    /// <exception cref="ProtocolException">The value is something else.</exception>
    public string Prose()
    {
        var text = Text();
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new ProtocolException($"'{Path}' has a NUL character: remove it.", Path)
            : text;
    }

    /// <summary>True or false.</summary>
    /// <exception cref="ProtocolException">The value is something else.</exception>
    public bool Flag()
    {
        Expect(Value.ValueKind is JsonValueKind.True or JsonValueKind.False, "a boolean");
        return Value.GetBoolean();
    }

    /// <summary>A whole number of at most 64 bits.</summary>
    /// <exception cref="ProtocolException">The value is something else.</exception>
#pragma warning disable CA1720 // The kind's name in JSON's own words.
    public long Integer()
#pragma warning restore CA1720
    {
        Expect(Value.ValueKind == JsonValueKind.Number, "a whole number");
        return Value.TryGetInt64(out var value) ? value : throw OutOfRange("a whole number of at most 64 bits");
    }

    /// <summary>A finite number.</summary>
    /// <exception cref="ProtocolException">The value is something else.</exception>
    public double Number()
    {
        Expect(Value.ValueKind == JsonValueKind.Number, "a number");
        return Value.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw OutOfRange("a finite number");
    }

    /// <summary>Refuses the value where something does not hold.</summary>
    /// <param name="holds">What must hold.</param>
    /// <param name="expected">What was expected, with its article.</param>
    /// <exception cref="ProtocolException">It does not hold.</exception>
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
