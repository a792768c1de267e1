using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace Likewise.Evaluation;

/// <summary>
/// Reads a table: UTF-8, one row a line, cells separated by tabs, no quoting, the first line naming the columns. Gzip is seen by
/// its first bytes, whatever the file's name; a byte order mark, CRLF and blank lines are passed over.
/// </summary>
/// <remarks>
/// Reads forward once. Not for concurrent use. Every fault is an <see cref="TableException"/> that names the file.
/// </remarks>
public sealed class TsvReader : IAsyncDisposable
{
    private readonly string _name;
    private readonly TsvLimits _limits;
    private readonly StreamReader _text;
    private readonly LineReader _lines;

    private TsvReader(string name, TsvLimits limits, StreamReader text)
    {
        (_name, _limits, _text) = (name, limits, text);
        _lines = new LineReader(text, limits.LineCharsMax);
    }

    /// <summary>The columns' names, as the header gives them.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file; a pipe will do.</param>
    /// <param name="limits">How much is read; null for <see cref="TsvLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="TableException">There is no such file, or it is no table.</exception>
    public static async Task<TsvReader> OpenAsync(
        string path, TsvLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"{path} cannot be opened: {fault.Message}", fault);
        }

        return await OpenAsync(file, path, limits, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a table's header from a stream.</summary>
    /// <param name="stream">The table, from where the stream stands. Owned by the reader from here on, faults included.</param>
    /// <param name="name">What messages call the table.</param>
    /// <param name="limits">How much is read; null for <see cref="TsvLimits.Default"/>.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="TableException">It is no table.</exception>
    public static async Task<TsvReader> OpenAsync(
        Stream stream, string name, TsvLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var text = new StreamReader(
            await UnpackAsync(stream, cancellationToken).ConfigureAwait(false),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            detectEncodingFromByteOrderMarks: false);
        var reader = new TsvReader(name, limits ?? TsvLimits.Default, text);
        try
        {
            var header = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new TableException($"{name} is empty: a first line naming the columns was expected.");
            reader.Columns = header.Split('\t');
            return reader;
        }
        catch
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Where a column stands: the one of exactly this name, or else the only one that differs in case alone.</summary>
    /// <exception cref="TableException">There is no such column, or more than one.</exception>
    public int IndexOf(string column)
    {
        foreach (var comparison in (ReadOnlySpan<StringComparison>)[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            var found = Enumerable.Range(0, Columns.Count).Where(i => string.Equals(Columns[i], column, comparison)).ToArray();
            if (found.Length == 1)
                return found[0];
            if (found.Length > 1)
                throw new TableException($"{_name} has {found.Length} columns named '{column}'; rename all but one.");
        }

        throw new TableException($"{_name} has no column '{column}'; its columns are: {string.Join(", ", Columns)}.");
    }

    /// <summary>The rows that follow.</summary>
    /// <exception cref="TableException">A row's cells are not as many as the columns, or the file is damaged.</exception>
    public async IAsyncEnumerable<TsvRow> ReadRowsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var rows = 0; await ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line; rows++)
        {
            if (rows == _limits.RowsMax)
                throw new TableException($"{_name} has more than {_limits.RowsMax} rows.");

            var cells = line.Split('\t');
            yield return cells.Length == Columns.Count
                ? new TsvRow(_lines.LineNumber, cells)
                : throw new TableException(
                    $"{_name}, line {_lines.LineNumber}: {Columns.Count} cells were expected "
                    + $"({string.Join(", ", Columns)}), not {cells.Length}.");
        }
    }

    /// <summary>Closes the file.</summary>
    public ValueTask DisposeAsync()
    {
        _text.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// The stream, unpacked where it begins as gzip does. A pipe reader looks ahead without asking the stream to seek.
    /// </summary>
    private static async Task<Stream> UnpackAsync(Stream stream, CancellationToken cancellationToken)
    {
        var ahead = PipeReader.Create(stream);
        var first = await ahead.ReadAtLeastAsync(2, cancellationToken).ConfigureAwait(false);
        var isGzip = StartsAsGzip(first);
        ahead.AdvanceTo(first.Buffer.Start);
        return isGzip ? new GZipStream(ahead.AsStream(), CompressionMode.Decompress) : ahead.AsStream();

        static bool StartsAsGzip(ReadResult read) =>
            read.Buffer.Length >= 2 && read.Buffer.Slice(0, 2).FirstSpan is [0x1f, 0x8b];
    }

    /// <summary>The next line that is not blank; null at the end.</summary>
    private async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                // A byte order mark is taken off here: a StreamReader that sees to it would also stop refusing invalid bytes.
                if (_lines.LineNumber == 1)
                    line = line.TrimStart('\uFEFF');
                if (line.Length > 0)
                    return line;
            }

            return null;
        }
        catch (Exception fault) when (fault is TableException or InvalidDataException or IOException)
        {
            throw new TableException($"{_name} cannot be read: {fault.Message}", fault);
        }
        catch (DecoderFallbackException fault)
        {
            throw new TableException(
                $"{_name} is not UTF-8 somewhere after line {_lines.LineNumber}; convert it, for example with iconv.", fault);
        }
    }
}
