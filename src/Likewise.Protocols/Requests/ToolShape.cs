using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>A tool that a model may call: a function in no protocol's shape, or whatever else the protocol has.</summary>
/// <param name="Source">The tool as it came.</param>
/// <param name="Function">
/// The object that has the function's name and description; undefined where the tool is none, or has members that have no place
/// in the common shape. It is then held as it came.
/// </param>
/// <param name="Schema">The function's parameters; undefined for none.</param>
/// <param name="IsStrict">Whether the model is bound to that schema.</param>
internal readonly record struct ToolShape(JsonElement Source, JsonElement Function, JsonElement Schema, bool IsStrict)
{
    public bool IsFunction => Function.ValueKind == JsonValueKind.Object;

    /// <summary><c>{"type": "function", "function": {"name", "description", "parameters", "strict"}}</c>.</summary>
    public static ToolShape OfChat(JsonField tool) =>
        IsOfType(tool.Value, "function") && tool.Value.GetPropertyCount() == 2
        && tool.Value.TryGetProperty("function", out var function)
            ? Of(tool.Value, function, "parameters", strictByDefault: false, "name", "description", "parameters", "strict")
            : new ToolShape(tool.Value, default, default, false);

    /// <summary>
    /// <c>{"type": "function", "name", "description", "parameters", "strict"}</c>; here a model is bound unless told otherwise.
    /// </summary>
    public static ToolShape OfResponses(JsonField tool) => IsOfType(tool.Value, "function")
        ? Of(tool.Value, tool.Value, "parameters", strictByDefault: true, "type", "name", "description", "parameters", "strict")
        : new ToolShape(tool.Value, default, default, false);

    /// <summary><c>{"name", "description", "input_schema", "strict"}</c>, perhaps of type <c>custom</c>.</summary>
    public static ToolShape OfMessages(JsonField tool) =>
        tool.Optional("type") is not { } type || JsonField.Is(type.Value, "custom")
            ? Of(
                tool.Value, tool.Value, "input_schema", strictByDefault: false,
                "type", "name", "description", "input_schema", "strict", "cache_control")
            : new ToolShape(tool.Value, default, default, false);

    /// <summary>Whether it is an object of that type.</summary>
    public static bool IsOfType(JsonElement value, string type) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var named) && JsonField.Is(named, type);

    public void WriteTo(Utf8JsonWriter writer)
    {
        if (!IsFunction)
        {
            Source.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type", "function");
        writer.WriteStartObject("function");
        WriteMember(writer, "name", Function);
        WriteMember(writer, "description", Function);
        if (Schema.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            writer.WritePropertyName("parameters");
            Schema.WriteTo(writer);
        }

        if (IsStrict)
            writer.WriteBoolean("strict", true);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static ToolShape Of(
        JsonElement source, JsonElement function, string schemaName, bool strictByDefault, params ReadOnlySpan<string> known)
    {
        if (function.ValueKind != JsonValueKind.Object)
            return new ToolShape(source, default, default, false);
        foreach (var property in function.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Null && !known.Contains(property.Name))
                return new ToolShape(source, default, default, false);
        }

        _ = function.TryGetProperty(schemaName, out var schema);
        var isStrict = function.TryGetProperty("strict", out var strict) && strict.ValueKind != JsonValueKind.Null
            ? strict.ValueKind != JsonValueKind.False
            : strictByDefault;
        return new ToolShape(source, function, schema, isStrict);
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, JsonElement function)
    {
        if (!function.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return;
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }
}
