using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Likewise.Server;

/// <summary>Makes the log that <see cref="LogSettings"/> asks for.</summary>
public static class LikewiseLogging
{
    /// <summary>
    /// A log on standard error, one line each, in colour on a terminal only. What is said of a request has its name beside it.
    /// The caller disposes it.
    /// </summary>
    public static ILoggerFactory Create(LogSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return LoggerFactory.Create(log =>
        {
            log.SetMinimumLevel(settings.Level)
                .AddFilter("Microsoft", settings.Level > LogLevel.Warning ? settings.Level : LogLevel.Warning)
                // It would set the address that a stranger typed beside every line; RequestTrace names requests instead.
                .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
                // Standard output belongs to the results of the command that the log runs in.
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            if (settings.Format == LogFormat.Json)
                log.AddJsonConsole(Configure);
            else
                log.AddSimpleConsole(Configure);
        });
    }

    private static void Configure(JsonConsoleFormatterOptions console)
    {
        console.IncludeScopes = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        console.JsonWriterOptions = new JsonWriterOptions { Indented = false };
    }

    private static void Configure(SimpleConsoleFormatterOptions console)
    {
        console.IncludeScopes = true;
        console.SingleLine = true;
        console.TimestampFormat = "HH:mm:ss.fff ";
        console.ColorBehavior = LoggerColorBehavior.Default;
    }
}
