using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace Likewise.Cli;

/// <summary>Lines of UTF-8 in batches of what has arrived, up to a limit: a slow writer is answered line by line.</summary>
internal static class LineBatches
{
    private const int LinesMax = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="input">The bytes. A line ends with LF or CR LF; the last one may end without.</param>
    /// <param name="lineBytesMax">The longest line, without its end.</param>
    /// <param name="cancellationToken">Stops waiting for more.</param>
    /// <exception cref="CommandException">A line is too long or no UTF-8; it is named, after those before it.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<string>> ReadAsync(
        Stream input, int lineBytesMax, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        var lines = new List<string>(LinesMax);
        var number = 0L;
        while (true)
        {
            // Reading a terminal cannot be cancelled; waiting for it can.
            var read = await reader.ReadAsync(cancellationToken).AsTask().WaitAsync(cancellationToken);
            var rest = read.Buffer;
            while (TryTake(ref rest, read.IsCompleted, out var line))
            {
                number++;
                var fault = Decode(line, lineBytesMax, out var text);
                if (fault is null)
                    lines.Add(text);
                if (lines.Count > 0 && (lines.Count == LinesMax || fault is not null))
                    yield return Flush(lines);
                if (fault is not null)
                    throw new CommandException(ExitCode.Usage, $"line {number} of standard input {fault}.");
            }

            if (lines.Count > 0)
                yield return Flush(lines);
            if (rest.Length > lineBytesMax + 1L)
                throw new CommandException(ExitCode.Usage, $"line {number + 1} of standard input {TooLong(lineBytesMax)}.");
            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
                break;
        }

        await reader.CompleteAsync();
    }

    private static bool TryTake(ref ReadOnlySequence<byte> rest, bool isEnd, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }

        line = rest;
        if (!isEnd || rest.IsEmpty)
            return false;
        rest = rest.Slice(rest.End);
        return true;
    }

    /// <returns>What is wrong with the line; null when it was read.</returns>
    private static string? Decode(in ReadOnlySequence<byte> line, int lineBytesMax, out string text)
    {
        text = "";
        var endsWithReturn = line.Length > 0 && line.Slice(line.Length - 1).FirstSpan[0] == (byte)'\r';
        var bytes = endsWithReturn ? line.Slice(0, line.Length - 1) : line;
        if (bytes.Length > lineBytesMax)
            return TooLong(lineBytesMax);

        try
        {
            text = StrictUtf8.GetString(bytes);
            return null;
        }
        catch (DecoderFallbackException)
        {
            return "is not valid UTF-8: save or convert it as UTF-8";
        }
    }

    private static string TooLong(int lineBytesMax) => $"is longer than {lineBytesMax} bytes: split it, or raise --line-max";

    private static ReadOnlyMemory<string> Flush(List<string> lines)
    {
        var batch = lines.ToArray();
        lines.Clear();
        return batch;
    }
}
