using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Likewise.Embedders;

/// <summary>Fields that the operator adds to each request.</summary>
internal sealed class ExtraMembers
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonProperty[] _members;

    /// <param name="json">A JSON object that <see cref="FaultOf"/> finds good; empty for none.</param>
    public ExtraMembers(string json) => _members = json.Length == 0
        ? []
        : [.. Parse(json).EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)];

    /// <summary>The fields in the order of their names, without spaces; empty for none.</summary>
    public string Text
    {
        get
        {
            if (_members.Length == 0)
                return "";

            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                Write(json);
                json.WriteEndObject();
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
    }

    /// <returns>What is wrong with the text, to follow the option's name; null when nothing is.</returns>
    public static string? FaultOf(string json, IReadOnlyList<string> reserved)
    {
        if (json.Length == 0)
            return null;

        try
        {
            var root = Parse(json);
            if (root.ValueKind != JsonValueKind.Object)
                return "must be a JSON object";

            var taken = root.EnumerateObject().Select(member => member.Name).FirstOrDefault(reserved.Contains);
            return taken is null ? null : $"may not hold '{taken}', which is set elsewhere";
        }
        catch (JsonException)
        {
            return """must be a JSON object whose names stand once, such as {"input_type":"query"}""";
        }
    }

    public bool Contains(string name) => Array.Exists(_members, member => member.Name == name);

    public void Write(Utf8JsonWriter json)
    {
        foreach (var member in _members)
            member.WriteTo(json);
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json, Strict);
        return document.RootElement.Clone();
    }
}
