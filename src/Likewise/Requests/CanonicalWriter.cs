using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace Likewise;

/// <summary>
/// Writes the canonical form of a request into a rented buffer: fields one after another, each a <see cref="CanonicalField"/>, a
/// 32-bit little-endian length and that many bytes; text is UTF-8. Beyond the limit it writes nothing more and says so.
/// </summary>
internal ref struct CanonicalWriter(int limitBytes)
{
    private const int InitialBytes = 1024;
    /// <summary>Of a field: what it is, and how long.</summary>
    public const int HeaderBytes = 1 + sizeof(int);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _length;

    /// <summary>Whether the form is larger than the limit, and so not whole.</summary>
    public bool HasOverflowed { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Mark(CanonicalField field) => Bytes(field, []);

    public void Bytes(CanonicalField field, scoped ReadOnlySpan<byte> bytes)
    {
        if (!Reserve(HeaderBytes + bytes.Length))
            return;

        Header(field, bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Number(CanonicalField field, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Bytes(field, bytes);
    }

    /// <exception cref="ArgumentException">The text has half a surrogate pair, and so is no text.</exception>
    public void Text(CanonicalField field, scoped ReadOnlySpan<char> text)
    {
        const int BytesPerCharMax = 3;
        if (text.Length > limitBytes)
        {
            HasOverflowed = true;
            return;
        }

        if (!Reserve(HeaderBytes + (text.Length * BytesPerCharMax)))
            return;

        var status = Utf8.FromUtf16(
            text, _buffer.AsSpan(_length + HeaderBytes), out var read, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            throw new ArgumentException($"The text has half a surrogate pair at character {read}: it is not valid Unicode.");

        Header(field, written);
        _length += written;
        HasOverflowed |= _length > limitBytes;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Header(CanonicalField field, int length)
    {
        _buffer[_length] = (byte)field;
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_length + 1), length);
        _length += HeaderBytes;
    }

    private bool Reserve(int bytes)
    {
        if (HasOverflowed)
            return false;

        if (_length + bytes <= _buffer.Length)
            return true;

        // Text reserves for its worst case, so up to three times the limit may be asked for by a form that is within it.
        if (_length > limitBytes)
        {
            HasOverflowed = true;
            return false;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + bytes, _buffer.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        return true;
    }
}
