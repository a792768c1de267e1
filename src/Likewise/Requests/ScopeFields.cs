using System.Buffers.Binary;
using System.Text;

namespace Likewise;

/// <summary>
/// Reads the canonical form that a scope is the hash of (docs/formats/scope.md) back into fields with names for people. Two forms
/// are equal exactly where all their fields are, so what differs between two scopes is what differs here.
/// </summary>
internal sealed class ScopeFields
{
    private readonly ReadOnlyMemory<byte> _form;
    private readonly List<(string Path, ReadOnlyMemory<byte> Value)> _fields = [];
    private int _at;
    private int _message = -1;

    /// <param name="form">As <see cref="RequestNormalizer"/> writes it. Not changed while this is used.</param>
    public ScopeFields(ReadOnlyMemory<byte> form)
    {
        _form = form;
        while (_at < _form.Length)
            ReadField();
    }

    /// <summary>The names of the fields that one form has and the other has not, or has otherwise.</summary>
    public static IReadOnlyList<string> Differences(ScopeFields one, ScopeFields other)
    {
        var (left, right) = (one.ByPath(), other.ByPath());
        return [.. left.Keys.Union(right.Keys).Where(path =>
            !(left.TryGetValue(path, out var a) && right.TryGetValue(path, out var b) && a.Span.SequenceEqual(b.Span)))];
    }

    /// <summary>A name that stands twice, as a key may in JSON, stands for its values in their order.</summary>
    private Dictionary<string, ReadOnlyMemory<byte>> ByPath()
    {
        var fields = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (path, value) in _fields)
        {
            var name = path;
            for (var turn = 2; !fields.TryAdd(name, value); turn++)
                name = $"{path} ({turn})";
        }

        return fields;
    }

    private void ReadField()
    {
        var (field, value) = Next();
        switch (field)
        {
            case CanonicalField.SamplingClass:
                break; // What follows it says more.
            case CanonicalField.Parameters:
                ReadJson("parameters");
                break;
            case CanonicalField.Role:
                _message++;
                Add(InMessage("role"), field, value);
                break;
            case CanonicalField.Content:
                Add(InMessage("kind"), field, value);
                break;
            case CanonicalField.Text:
                Add(InMessage("text"), field, value);
                break;
            case CanonicalField.PromptPlaceholder:
                Add(InMessage("text"), field, value);
                break;
            case CanonicalField.Extra:
                ReadJson(InMessage(""));
                break;
            case CanonicalField.ContextName:
                var (kind, content) = Next();
                Add($"context.{Encoding.UTF8.GetString(value.Span)}", kind, content);
                break;
            default:
                Add(field.ToString().ToLowerInvariant(), field, value);
                break;
        }
    }

    /// <summary>Reads a JSON value where one follows: an absent one has written nothing.</summary>
    private void ReadJson(string path)
    {
        if (_at == _form.Length || _form.Span[_at] < (byte)CanonicalField.JsonNull)
            return;

        var (field, value) = Next();
        if (field is not (CanonicalField.JsonObject or CanonicalField.JsonArray))
        {
            Add(path, field, value);
            return;
        }

        var count = BinaryPrimitives.ReadInt64LittleEndian(value.Span);
        if (count == 0)
            Add(path, field, value); // Empty, which is not absent; any other is what is in it.
        for (long item = 0; item < count; item++)
        {
            var name = field == CanonicalField.JsonObject ? Encoding.UTF8.GetString(Next().Value.Span) : null;
            ReadJson(name is null ? $"{path}[{item}]" : path.Length == 0 || path[^1] == '.' ? path + name : $"{path}.{name}");
        }
    }

    private string InMessage(string name) => $"messages[{_message}].{name}";

    /// <summary>With the kind in front: the number 1 is not the text "1".</summary>
    private void Add(string path, CanonicalField kind, ReadOnlyMemory<byte> value) =>
        _fields.Add((path, (byte[])[(byte)kind, .. value.Span]));

    private (CanonicalField Field, ReadOnlyMemory<byte> Value) Next()
    {
        var field = (CanonicalField)_form.Span[_at];
        var length = BinaryPrimitives.ReadInt32LittleEndian(_form.Span[(_at + 1)..]);
        var value = _form.Slice(_at + CanonicalWriter.HeaderBytes, length);
        _at += CanonicalWriter.HeaderBytes + length;
        return (field, value);
    }
}
