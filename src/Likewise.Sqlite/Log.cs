using Microsoft.Extensions.Logging;

namespace Likewise.Sqlite;

/// <summary>Event ids 3000 to 3099.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Opened the store {Path}: schema {Version}, durability {Durability}.")]
    public static partial void Opened(ILogger logger, string path, int version, StoreDurability durability);

    [LoggerMessage(3001, LogLevel.Information, "Closed the store {Path}.")]
    public static partial void Closed(ILogger logger, string path);

    [LoggerMessage(3002, LogLevel.Information, "Brought the store {Path} from schema {From} to {To}.")]
    public static partial void Migrated(ILogger logger, string path, int from, int to);

    [LoggerMessage(3003, LogLevel.Error, "Row {Row} of the store {Path} was passed over: {Fault}.")]
    public static partial void RowRejected(ILogger logger, string path, long row, string fault);

    [LoggerMessage(3004, LogLevel.Warning, "A transaction of {Count} writes failed; each is tried on its own.")]
    public static partial void BatchFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(3006, LogLevel.Information,
        "The store {Path} is large: its schema was looked at and its pages were not. A check reads all of them.")]
    public static partial void NotReadOnOpen(ILogger logger, string path);

    [LoggerMessage(3005, LogLevel.Critical, "The store's writer stopped; every later write fails until it is opened anew.")]
    public static partial void WriterStopped(ILogger logger, Exception exception);
}
