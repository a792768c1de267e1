using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Likewise.Embedders;

/// <summary>
/// Goes once through a reply's JSON, front to back, and puts vectors straight to where they belong. Each method reads the value
/// that comes next.
/// </summary>
/// <remarks>Malformed JSON is a <see cref="JsonException"/>, JSON of another shape a <see cref="BadReplyException"/>.</remarks>
internal ref struct ReplyReader(ReadOnlySpan<byte> utf8)
{
    private Utf8JsonReader _json = new(utf8);

    public void EnterObject(string what) => Enter(JsonTokenType.StartObject, what, "an object");

    public void EnterArray(string what) => Enter(JsonTokenType.StartArray, what, "an array");

    /// <summary>Enters an object; anything else is skipped.</summary>
    public bool TryEnterObject()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartObject)
            return true;

        _json.Skip();
        return false;
    }

    /// <summary>Goes to the object's next member; its value is then to be read or skipped.</summary>
    /// <returns>False at the object's end.</returns>
    public bool NextMember() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Whether the member's name is this one.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _json.ValueTextEquals(name);

    /// <summary>Whether the array has another item, which is then to be read or skipped.</summary>
    public bool NextItem()
    {
        var ahead = _json;
        if (ahead.Read() && ahead.TokenType != JsonTokenType.EndArray)
            return true;

        _json = ahead;
        return false;
    }

    public void Skip()
    {
        _json.Read();
        _json.Skip();
    }

    /// <returns>A count that is not negative; null where the value is no such number.</returns>
    public int? ReadCount()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Number)
            return _json.TryGetDouble(out var number) && number is >= 0 and <= int.MaxValue ? (int)number : null;

        _json.Skip();
        return null;
    }

    /// <summary>Reads an array of vectors, in the order of the texts.</summary>
    public void ReadVectors(ReplyRows rows, string what)
    {
        EnterArray(what);
        for (var row = 0; NextItem(); row++)
            ReadVector(rows, row);
    }

    /// <summary>Reads a vector, of numbers or of base64, into its row.</summary>
    public void ReadVector(ReplyRows rows, int index)
    {
        _json.Read();
        var row = rows.Open(index);
        var components = _json.TokenType switch
        {
            JsonTokenType.StartArray => ReadNumbers(row, index),
            JsonTokenType.String => ReadBase64(row, index),
            _ => throw new BadReplyException($"vector {index} is neither an array of numbers nor base64"),
        };
        rows.Close(index, components);
    }

    /// <summary>Nothing may follow.</summary>
    public void End() => _json.Read(); // Whatever follows is a JsonException.

    private int ReadNumbers(Span<float> row, int index)
    {
        var count = 0;
        while (_json.Read() && _json.TokenType == JsonTokenType.Number)
        {
            if (count < row.Length)
                row[count] = _json.GetSingle();
            count++;
        }

        return _json.TokenType switch
        {
            JsonTokenType.EndArray => count,
            JsonTokenType.StartArray => throw new BadReplyException(
                $"vector {index} is an array of arrays, a vector for each token: ask an endpoint that pools them"),
            _ => throw new BadReplyException($"component {count} of vector {index} is no number"),
        };
    }

    private readonly int ReadBase64(Span<float> row, int index)
    {
        // JSON may escape the slashes of base64; few writers do.
        ReadOnlySpan<byte> text = _json.ValueIsEscaped ? Encoding.ASCII.GetBytes(_json.GetString()!) : _json.ValueSpan;
        var status = Base64.DecodeFromUtf8(text, MemoryMarshal.AsBytes(row), out _, out var bytes);
        if (status == OperationStatus.DestinationTooSmall)
            return Base64.GetMaxDecodedFromUtf8Length(text.Length) / sizeof(float); // More than fits: of another dimension.

        if (status != OperationStatus.Done || bytes % sizeof(float) != 0)
            throw new BadReplyException($"vector {index} is not base64 of float32");

        var count = bytes / sizeof(float);
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<float, int>(row[..count]);
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return count;
    }

    private void Enter(JsonTokenType start, string what, string expected)
    {
        _json.Read();
        if (_json.TokenType != start)
            throw new BadReplyException($"{what} is not {expected}");
    }
}
