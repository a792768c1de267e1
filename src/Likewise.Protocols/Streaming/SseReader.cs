using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Likewise.Protocols;

/// <summary>
/// Splits a stream of server-sent events (WHATWG HTML, 9.2) into its events, and keeps their bytes, so that they can be passed
/// on as they came.
/// </summary>
public static class SseReader
{
    private const int ReadBytes = 16 << 10;

    /// <summary>The events, each as soon as it is whole.</summary>
    /// <param name="source">UTF-8. Not disposed of.</param>
    /// <param name="eventBytesMax">The largest event that is read, at least 1.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <remarks>What stands at the end without a blank line behind it is an event too: some services end that way.</remarks>
    /// <exception cref="ProtocolException">An event is larger than is read.</exception>
    public static async IAsyncEnumerable<SseEvent> ReadAsync(
        Stream source, int eventBytesMax, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var buffer = new ArrayBufferWriter<byte>(ReadBytes);
        var searched = 0;
        while (true)
        {
            var read = await source.ReadAsync(buffer.GetMemory(ReadBytes), cancellationToken).ConfigureAwait(false);
            buffer.Advance(read);
            var begin = 0;
            while (EndOfEvent(buffer.WrittenSpan[begin..], searched - begin, isLast: read == 0) is var end and > 0)
            {
                var raw = buffer.WrittenSpan.Slice(begin, end).ToArray();
                begin += end;
                searched = begin;
                yield return Parse(raw);
            }

            if (read == 0)
                yield break;
            if (buffer.WrittenCount - begin > eventBytesMax)
                throw new ProtocolException($"An event of the stream has more than {eventBytesMax} bytes.");
            buffer = Rest(buffer, begin);

            // The blank line's own ends may be at the seam.
            searched = Math.Max(0, buffer.WrittenCount - 3);
        }
    }

    /// <summary>Reads one event's lines.</summary>
    internal static SseEvent Parse(byte[] raw)
    {
        var name = "";
        var data = new ArrayBufferWriter<byte>(raw.Length);
        var hasData = false;
        ReadOnlySpan<byte> rest = raw;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (ValueOf(line, "event"u8, out var value))
                name = Encoding.UTF8.GetString(value);
            else if (ValueOf(line, "data"u8, out value))
            {
                if (hasData)
                    data.Write("\n"u8);
                data.Write(value);
                hasData = true;
            }
        }

        return new SseEvent(raw, name, data.WrittenMemory);
    }

    /// <summary>A field's value: what follows the colon, without the one space that may follow it.</summary>
    private static bool ValueOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field, out ReadOnlySpan<byte> value)
    {
        value = [];
        if (!line.StartsWith(field) || (line.Length > field.Length && line[field.Length] != ':'))
            return false;
        if (line.Length > field.Length)
            value = line[(field.Length + 1)..];
        if (value.StartsWith(" "u8))
            value = value[1..];
        return true;
    }

    /// <summary>Where the first event ends, its blank line included; 0 when it is not whole yet.</summary>
    private static int EndOfEvent(ReadOnlySpan<byte> bytes, int searched, bool isLast)
    {
        for (var at = Math.Max(0, searched); at < bytes.Length; at++)
        {
            // Lines end with CR LF, LF or CR. A CR that is the last byte so far may be half of a CR LF.
            if (LineEnd(bytes, at, isLast) is var one and > 0 && LineEnd(bytes, at + one, isLast) is var two and > 0)
                return at + one + two;
        }

        return isLast ? bytes.Length : 0;
    }

    private static int LineEnd(ReadOnlySpan<byte> bytes, int at, bool isLast)
    {
        if (at >= bytes.Length)
            return 0;
        if (bytes[at] == '\n')
            return 1;
        if (bytes[at] != '\r')
            return 0;
        if (at + 1 < bytes.Length)
            return bytes[at + 1] == '\n' ? 2 : 1;
        return isLast ? 1 : 0;
    }

    private static ArrayBufferWriter<byte> Rest(ArrayBufferWriter<byte> buffer, int begin)
    {
        if (begin == 0)
            return buffer;

        var rest = new ArrayBufferWriter<byte>(Math.Max(ReadBytes, buffer.WrittenCount - begin));
        rest.Write(buffer.WrittenSpan[begin..]);
        return rest;
    }
}
