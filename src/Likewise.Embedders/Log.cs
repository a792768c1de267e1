using Microsoft.Extensions.Logging;

namespace Likewise.Embedders;

/// <summary>What remote embedders log; ids 5000 to 5099. Neither texts nor keys are in any of it.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Warning, "{Service} is left alone for {Pause}: {Reason}")]
    public static partial void Paused(ILogger logger, string service, TimeSpan pause, string reason);

    [LoggerMessage(5001, LogLevel.Information, "{Service} answers again")]
    public static partial void Resumed(ILogger logger, string service);

    [LoggerMessage(5002, LogLevel.Debug, "{Service} is asked again in {Delay} (attempt {Attempt}): {Reason}")]
    public static partial void Retried(ILogger logger, string service, TimeSpan delay, int attempt, string reason);
}
