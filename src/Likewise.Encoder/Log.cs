using Microsoft.Extensions.Logging;

namespace Likewise.Encoder;

/// <summary>What this project logs: ids from 6000 on.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Warning, "The packed weights {Path} are made anew: {Reason}.")]
    public static partial void PackedWeightsTurnedDown(ILogger log, string path, string reason);

    [LoggerMessage(6001, LogLevel.Warning, "The weights are not kept packed, so the next start will be as slow: {Reason}")]
    public static partial void PackedWeightsNotKept(ILogger log, string reason);
}
