using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Likewise.Server;

/// <summary>Makes the log that <see cref="LogSettings"/> asks for.</summary>
public static class LikewiseLogging
{
    /// <summary>A log on standard error, one line each, in colour on a terminal only. The caller disposes it.</summary>
    public static ILoggerFactory Create(LogSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return LoggerFactory.Create(log => log
            .SetMinimumLevel(settings.Level)
            .AddFilter("Microsoft", settings.Level > LogLevel.Warning ? settings.Level : LogLevel.Warning)
            // Standard output belongs to the results of the command that the log runs in.
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
                console.ColorBehavior = LoggerColorBehavior.Default;
            }));
    }
}
