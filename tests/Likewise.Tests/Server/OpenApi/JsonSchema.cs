using System.Text.Json;

namespace Likewise.Tests.Server.OpenApi;

/// <summary>As much of JSON Schema as the OpenAPI document uses: says where a value is not what a schema says.</summary>
internal sealed class JsonSchema(JsonElement document)
{
    public IEnumerable<string> FaultsOf(JsonElement value, JsonElement schema, string path = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return FaultsOf(value, Resolve(reference.GetString()!), path);
        if (schema.TryGetProperty("anyOf", out var choices))
            return choices.EnumerateArray().Any(choice => !FaultsOf(value, choice, path).Any())
                ? []
                : [$"{path} is none of the choices"];

        return
        [
            .. OfKind(value, schema, path), .. OfRange(value, schema, path), .. OfObject(value, schema, path),
            .. OfItems(value, schema, path),
        ];
    }

    public JsonElement Resolve(string reference) =>
        reference[2..].Split('/').Aggregate(document, (place, name) => place.GetProperty(name));

    private static IEnumerable<string> OfKind(JsonElement value, JsonElement schema, string path)
    {
        if (!schema.TryGetProperty("type", out var type))
            yield break;
        var types = type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(one => one.GetString())
            : [type.GetString()];
        var kind = value.ValueKind switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
            JsonValueKind.Null => "null",
            _ => "boolean",
        };
        if (!types.Contains(kind) && !(kind == "integer" && types.Contains("number")))
            yield return $"{path} is {kind}";
    }

    private static IEnumerable<string> OfRange(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("enum", out var names)
            && names.EnumerateArray().All(name => name.GetString() != value.GetString()))
            yield return $"{path} is {value}, not one of {names}";
        if (schema.TryGetProperty("minimum", out var least) && value.GetDouble() < least.GetDouble())
            yield return $"{path} is {value}, below {least}";
        if (schema.TryGetProperty("maximum", out var most) && value.GetDouble() > most.GetDouble())
            yield return $"{path} is {value}, above {most}";
    }

    private List<string> OfObject(JsonElement value, JsonElement schema, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return [];

        var faults = new List<string>();
        var known = schema.TryGetProperty("properties", out var properties);
        if (schema.TryGetProperty("required", out var required))
            faults.AddRange(
                from name in required.EnumerateArray()
                where !value.TryGetProperty(name.GetString()!, out _)
                select $"{path} has no {name}");
        var hasRest = schema.TryGetProperty("additionalProperties", out var rest);
        foreach (var property in value.EnumerateObject())
        {
            var place = $"{path}.{property.Name}";
            if (known && properties.TryGetProperty(property.Name, out var own))
                faults.AddRange(FaultsOf(property.Value, own, place));
            else if (hasRest && rest.ValueKind == JsonValueKind.False)
                faults.Add($"{place} is not known");
            else if (hasRest)
                faults.AddRange(FaultsOf(property.Value, rest, place));
        }

        return faults;
    }

    private IEnumerable<string> OfItems(JsonElement value, JsonElement schema, string path) =>
        value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().SelectMany((item, at) => FaultsOf(item, items, $"{path}[{at}]"))
            : [];
}
