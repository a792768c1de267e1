namespace Likewise;

/// <summary>Reads decision logs.</summary>
public static class DecisionLogFile
{
    /// <summary>Reads a log from its beginning, with the files that were set aside before.</summary>
    /// <param name="path">The current file, as <see cref="DecisionLogOptions.Path"/> names it.</param>
    /// <returns>
    /// The records in the order in which they were written, one by one: a log is never held in memory. Where one of its files
    /// cannot be read to its end, the rest of it is a <see cref="LoggedGap"/>, and the next file goes on.
    /// </returns>
    /// <exception cref="FileNotFoundException">There is no such log.</exception>
    /// <exception cref="InvalidDataException">A file is no decision log, or one of a later release.</exception>
    /// <remarks>A log may be read while it is written: its end is then the last block that is whole.</remarks>
    public static IEnumerable<LoggedRecord> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var files = LogFile.FilesOf(path);
        return files.Count > 0
            ? ReadAll(files)
            : throw new FileNotFoundException($"There is no decision log '{path}'.", path);
    }

    /// <returns>Why a file cannot be a log's, as one sentence; null where it can, or is not there yet.</returns>
    internal static string? FaultOf(string path)
    {
        try
        {
            if (!File.Exists(path))
                return null;

            using var file = Open(path);
            return FaultOfHead(file) is { } fault ? $"The decision log {path} cannot be used: {fault}." : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"The decision log {path} cannot be used: {fault.Message}";
        }
    }

    private static IEnumerable<LoggedRecord> ReadAll(IReadOnlyList<string> files)
    {
        var decoder = new DecisionDecoder();
        var body = Array.Empty<byte>();
        foreach (var path in files)
        {
            using var file = Open(path);
            if (FaultOfHead(file) is { } fault)
                throw new InvalidDataException($"'{path}' cannot be read: {fault}.");

            var end = file.Position < LogBlock.FileHeadBytes ? 0 : file.Position;
            while (LogBlock.TryRead(file, ref body) is { } length)
            {
                decoder.Read(body.AsSpan(0, length));
                end = file.Position;
                while (decoder.Take() is { } record)
                    yield return record;
            }

            if (file.Length > end)
                yield return new LoggedGap(0, file.Length - end);
        }
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);

    private static string? FaultOfHead(FileStream file)
    {
        var head = new byte[LogBlock.FileHeadBytes];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return LogBlock.FaultOfFileHead(head.AsSpan(0, read));
    }
}
