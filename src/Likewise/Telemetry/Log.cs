using Microsoft.Extensions.Logging;

namespace Likewise;

/// <summary>What the core logs. Ids 1000 to 1099. Prompts and answers are in none of it.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Warning, "{Reason} ({Faults} failures of the {Seam} so far)")]
    public static partial void SeamFailed(ILogger logger, string seam, string reason, long faults, Exception? fault);

    [LoggerMessage(1001, LogLevel.Error, "Entry {Id} was dropped: {Reason}")]
    public static partial void EntryDropped(ILogger logger, EntryId id, string reason);

    [LoggerMessage(1002, LogLevel.Warning,
        "{Count} entries were made by the embedder '{Foreign}', which this cache has not: they are kept, but not searched")]
    public static partial void ForeignEntries(ILogger logger, long count, EmbedderIdentity foreign);

    [LoggerMessage(1003, LogLevel.Error, "Maintenance failed and goes on at its next turn")]
    public static partial void MaintenanceFailed(ILogger logger, Exception fault);

    [LoggerMessage(1004, LogLevel.Warning, "Remembered embeddings in '{Path}' are left out: {Reason}")]
    public static partial void EmbeddingsFileFailed(ILogger logger, string path, string reason);

    [LoggerMessage(1005, LogLevel.Warning,
        "In '{Group}' more than {Bound:P1} of the hits by meaning are wrong ({Wrong} of {Audited} audited so far): what was "
        + "learned before is forgotten, and nothing is served by meaning there until new evidence carries it")]
    public static partial void TooManyWrongHits(ILogger logger, string group, double bound, long wrong, long audited);

    [LoggerMessage(1006, LogLevel.Warning, "Evidence in '{Path}' is left out: {Reason}")]
    public static partial void EvidenceFileFailed(ILogger logger, string path, string reason);

    [LoggerMessage(1010, LogLevel.Warning, "The decision log '{Path}' cannot be written, and lacks some records: {Reason}")]
    public static partial void DecisionLogFailed(ILogger logger, string path, string reason);

    [LoggerMessage(1008, LogLevel.Error, "An answer could not be compared with the model's own, which says nothing of it")]
    public static partial void AuditFailed(ILogger logger, Exception fault);

    [LoggerMessage(1020, LogLevel.Information, "{Count} entries of other embedders are being embedded anew")]
    public static partial void MigrationBegan(ILogger logger, long count);

    [LoggerMessage(1021, LogLevel.Information,
        "{Moved} entries of other embedders were embedded anew, {Dropped} were not needed any more, {Left} are left")]
    public static partial void MigrationEnded(ILogger logger, long moved, long dropped, long left);

    [LoggerMessage(1022, LogLevel.Error, "Embedding entries of other embedders anew has ended early; a start goes on with it")]
    public static partial void MigrationFailed(ILogger logger, Exception fault);

    [LoggerMessage(1030, LogLevel.Error, "Background work of class {Of} failed, which nobody waits for")]
    public static partial void BackgroundFailed(ILogger logger, WorkClass of, Exception fault);

    [LoggerMessage(1031, LogLevel.Error,
        "Reading the store has failed and is tried again; what is asked for is read by its words meanwhile")]
    public static partial void FillFailed(ILogger logger, Exception fault);

    [LoggerMessage(1007, LogLevel.Error, "A decision failed on the texts that it was to compare, and counts as a rejection")]
    public static partial void DecisionFailed(ILogger logger, Exception fault);
}
