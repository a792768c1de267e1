using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Likewise.Embedders;

/// <summary>Writes one request's JSON object. The operator's own fields take the place of those of the same name.</summary>
internal sealed class RequestBody : IDisposable
{
    private static readonly JsonWriterOptions Layout = new()
    {
        // A body for a JSON parser, never for HTML: text stays as short as it is. Half surrogate pairs become U+FFFD.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly Utf8JsonWriter _json;
    private readonly ExtraMembers _extra;
    private readonly string _prefix;

    public RequestBody(IBufferWriter<byte> destination, ExtraMembers extra, string prefix)
    {
        (_json, _extra, _prefix) = (new Utf8JsonWriter(destination, Layout), extra, prefix);
        _json.WriteStartObject();
    }

    /// <summary>The texts to embed. An empty one goes as a space: most services refuse an empty text.</summary>
    public void Texts(string name, ReadOnlySpan<string> texts)
    {
        _json.WriteStartArray(name);
        foreach (var text in texts)
        {
            var whole = _prefix.Length == 0 ? text : _prefix + text;
            _json.WriteStringValue(whole.Length == 0 ? " " : whole);
        }

        _json.WriteEndArray();
    }

    public void Texts(string name, string only)
    {
        _json.WriteStartArray(name);
        _json.WriteStringValue(only);
        _json.WriteEndArray();
    }

    public void Text(string name, string value)
    {
        if (!_extra.Contains(name))
            _json.WriteString(name, value);
    }

    public void Number(string name, int? value)
    {
        if (value is { } number && !_extra.Contains(name))
            _json.WriteNumber(name, number);
    }

    public void Switch(string name, bool value)
    {
        if (!_extra.Contains(name))
            _json.WriteBoolean(name, value);
    }

    /// <summary>Adds the operator's fields and ends the object.</summary>
    public void End()
    {
        _extra.Write(_json);
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Dispose() => _json.Dispose();
}
