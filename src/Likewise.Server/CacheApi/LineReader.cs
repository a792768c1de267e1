using System.Buffers;
using System.IO.Pipelines;

namespace Likewise.Server;

/// <summary>Reads a body line by line, and never holds more of it than one line may have.</summary>
/// <param name="body">The body.</param>
/// <param name="lineBytesMax">The longest line that is held.</param>
/// <param name="linesBefore">How many lines stand before it.</param>
internal sealed class LineReader(PipeReader body, int lineBytesMax, int linesBefore = 0)
{
    private int _number = linesBefore;

    /// <summary>Bytes of the lines read so far, their line feeds included.</summary>
    public long Bytes { get; private set; }

    /// <summary>The next line; null after the last.</summary>
    public async ValueTask<Line?> ReadAsync(CancellationToken cancellationToken)
    {
        var isTooLong = false;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
                return Take(buffer.Slice(0, end), buffer.GetPosition(1, end), isTooLong, endBytes: 1);
            if (read.IsCompleted && (!buffer.IsEmpty || isTooLong))
                return Take(buffer, buffer.End, isTooLong, endBytes: 0);
            if (read.IsCompleted)
            {
                body.AdvanceTo(buffer.End);
                return null;
            }

            // Beyond its limit a line is read to its end and let go.
            isTooLong |= buffer.Length > lineBytesMax;
            Bytes += isTooLong ? buffer.Length : 0;
            body.AdvanceTo(isTooLong ? buffer.End : buffer.Start, buffer.End);
        }
    }

    private Line Take(ReadOnlySequence<byte> bytes, SequencePosition next, bool isTooLong, int endBytes)
    {
        Bytes += bytes.Length + endBytes;
        isTooLong |= bytes.Length > lineBytesMax;
        var line = new Line(++_number, isTooLong ? "…"u8.ToArray() : bytes.ToArray(), isTooLong);
        body.AdvanceTo(next);
        return line;
    }
}

/// <summary>A line of a body.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">Without its line feed; not all of them where it is too long.</param>
/// <param name="IsTooLong">Whether it is longer than is read.</param>
internal sealed record Line(int Number, ReadOnlyMemory<byte> Bytes, bool IsTooLong);
