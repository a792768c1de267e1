namespace Likewise.Evaluation;

/// <summary>
/// Reads lines that end in LF or CRLF. Unlike <see cref="StreamReader"/> it refuses a line past a limit instead of holding all
/// of it, and does not take a lone CR for the end of a line.
/// </summary>
internal sealed class LineReader(TextReader reader, int lineCharsMax)
{
    private readonly char[] _buffer = new char[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Lines read so far.</summary>
    public int LineNumber { get; private set; }

    /// <summary>The next line without its ending; null at the end of the text.</summary>
    /// <exception cref="TableException">The line is too long.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var line = "";
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await reader.ReadAsync(_buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
                if (_end == 0)
                    return line.Length == 0 ? null : Finish(line);
            }

            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest.IndexOf('\n');
            var part = length < 0 ? rest : rest[..length];
            if (line.Length + part.Length > lineCharsMax)
                throw new TableException($"line {LineNumber + 1} is longer than {lineCharsMax} characters.");

            line = line.Length == 0 ? part.ToString() : string.Concat(line, part);
            _start += length < 0 ? rest.Length : length + 1;
            if (length >= 0)
                return Finish(line);
        }
    }

    private string Finish(string line)
    {
        LineNumber++;
        return line.EndsWith('\r') ? line[..^1] : line;
    }
}
