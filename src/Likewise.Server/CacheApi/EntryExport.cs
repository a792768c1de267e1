namespace Likewise.Server;

/// <summary>Writes entries as lines of JSON (docs/formats/entries.md).</summary>
public static class EntryExport
{
    private static readonly byte[] LineFeed = [(byte)'\n'];

    /// <summary>Writes the first line, every entry that a filter chooses, and the last line.</summary>
    /// <param name="cache">Whose entries.</param>
    /// <param name="filter">Which.</param>
    /// <param name="withVectors">Whether vectors are written; without them, whoever takes entries in embeds them anew.</param>
    /// <param name="output">Where to. Stays open.</param>
    /// <param name="cancellationToken">Stops; the last line is missing then.</param>
    /// <returns>How many entries were written.</returns>
    /// <exception cref="IOException">The store failed or was late, or the output did.</exception>
    public static async ValueTask<int> WriteAsync(
        SemanticCache cache, EntryFilter filter, bool withVectors, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(output);
        await WriteLineAsync(CacheReply.Write(new ExportHead(ExportHead.Name, ExportHead.Latest))).ConfigureAwait(false);
        var count = 0;
        await foreach (var entry in cache.ExportAsync(filter, withVectors, cancellationToken).ConfigureAwait(false))
        {
            await WriteLineAsync(entry.ToJson()).ConfigureAwait(false);
            count++;
        }

        // A file without this line was cut short.
        await WriteLineAsync(CacheReply.Write(new ExportEnd(count))).ConfigureAwait(false);
        return count;

        async ValueTask WriteLineAsync(byte[] line)
        {
            await output.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            await output.WriteAsync(LineFeed, cancellationToken).ConfigureAwait(false);
        }
    }
}
