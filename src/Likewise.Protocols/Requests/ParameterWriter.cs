using System.Buffers;
using System.Text.Json;

namespace Likewise.Protocols;

/// <summary>
/// Writes the parameters of a request as one JSON object, in the names and shapes of OpenAI's chat, so that the same question
/// asked in two protocols has the same scope.
/// </summary>
internal sealed class ParameterWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private readonly int _depthMax;

    public ParameterWriter(ProtocolLimits limits)
    {
        // What is put into another shape may nest some levels deeper than it came.
        _depthMax = limits.DepthMax + 8;
        _writer = new Utf8JsonWriter(_buffer, ProtocolJson.Compact with { MaxDepth = _depthMax });
        _writer.WriteStartObject();
    }

    public void Write(string name, JsonElement value)
    {
        _writer.WritePropertyName(name);
        value.WriteTo(_writer);
    }

    public void Write(string name, string value) => _writer.WriteString(name, value);

    public void Write(string name, bool value) => _writer.WriteBoolean(name, value);

    /// <summary>One text that ends the answer is a list of one.</summary>
    public void WriteStop(JsonElement stop)
    {
        if (stop.ValueKind == JsonValueKind.Array && stop.GetArrayLength() == 0)
            return;

        _writer.WritePropertyName("stop");
        if (stop.ValueKind != JsonValueKind.String)
        {
            stop.WriteTo(_writer);
            return;
        }

        _writer.WriteStartArray();
        stop.WriteTo(_writer);
        _writer.WriteEndArray();
    }

    public void WriteTools(ToolShape[] tools)
    {
        if (tools.Length == 0)
            return;

        _writer.WriteStartArray("tools");
        foreach (var tool in tools)
            tool.WriteTo(_writer);
        _writer.WriteEndArray();
    }

    /// <summary>The choice of one tool by its name.</summary>
    public void WriteToolChoice(string name)
    {
        _writer.WriteStartObject("tool_choice");
        _writer.WriteString("type", "function");
        _writer.WriteStartObject("function");
        _writer.WriteString("name", name);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    /// <summary>An answer that must fit a JSON schema.</summary>
    /// <param name="format">The format's members, its type apart.</param>
    public void WriteSchemaFormat(IEnumerable<JsonProperty> format)
    {
        _writer.WriteStartObject("response_format");
        _writer.WriteString("type", "json_schema");
        _writer.WriteStartObject("json_schema");
        foreach (var property in format)
            property.WriteTo(_writer);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    /// <returns>The object; undefined when nothing was written.</returns>
    public JsonElement ToElement()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        const int EmptyObjectBytes = 2;
        return _buffer.WrittenCount == EmptyObjectBytes
            ? default
            : JsonElement.Parse(_buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = _depthMax });
    }

    public void Dispose() => _writer.Dispose();
}
