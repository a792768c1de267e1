using Microsoft.Extensions.Logging;

namespace Likewise.Server;

/// <summary>What the server logs; ids 4000 to 4999. Prompts and answers are in <see cref="Content"/> alone.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "{Method} {Route} {Status} {Cache} {Milliseconds:0.0} ms")]
    public static partial void Request(
        ILogger logger, string method, string route, int status, string cache, double milliseconds);

    [LoggerMessage(4001, LogLevel.Warning, "{Message} {Cause}")]
    public static partial void UpstreamFailed(ILogger logger, string message, string? cause);

    [LoggerMessage(4002, LogLevel.Error, "A request to {Route} failed in a way that was not foreseen")]
    public static partial void Unforeseen(ILogger logger, string route, Exception fault);

    [LoggerMessage(4003, LogLevel.Trace, "prompt: {Prompt} answer: {Answer}")]
    public static partial void Content(ILogger logger, string prompt, string answer);

    [LoggerMessage(4100, LogLevel.Warning, "{Upstream} is left alone for {Pause}, because too many requests failed")]
    public static partial void UpstreamPaused(ILogger logger, string upstream, TimeSpan pause);

    [LoggerMessage(4101, LogLevel.Information, "{Upstream} answers again")]
    public static partial void UpstreamResumed(ILogger logger, string upstream);

    [LoggerMessage(4102, LogLevel.Error, "Asking about popular prompts failed and goes on at its next turn")]
    public static partial void RefreshFailed(ILogger logger, Exception fault);

    [LoggerMessage(4200, LogLevel.Information, "{Count} keys are in force, read from {Path}")]
    public static partial void KeysRead(ILogger logger, int count, string path);

    [LoggerMessage(4201, LogLevel.Error, "The keys of before stay in force. {Fault}")]
    public static partial void KeysNotRead(ILogger logger, string fault);

    [LoggerMessage(4202, LogLevel.Error, "The keys of tokens cannot be read from {Source}: {Fault}")]
    public static partial void TokenKeysNotRead(ILogger logger, string source, string fault);
}
