namespace Likewise.Cli;

/// <summary>Says on standard error, in one line, why a verb ended early, and finds the number for it.</summary>
internal static class ErrorLine
{
    public static int Write(Exception error, Terminal terminal, bool isVerbose)
    {
        var exitCode = ExitCodeOf(error);
        if (exitCode == ExitCode.Cancelled)
            return exitCode;

        var unforeseen = exitCode == ExitCode.Unforeseen ? $"this should not happen ({error.GetType().Name}): " : "";
        var more = exitCode == ExitCode.Unforeseen && !isVerbose ? " Run it again with --verbose for the whole story." : "";
        terminal.Error.WriteLine($"likewise: {unforeseen}{OneLine(error.Message)}{more}");
        if (isVerbose)
            terminal.Error.WriteLine(error);
        return exitCode;
    }

    private static int ExitCodeOf(Exception error) => error switch
    {
        CommandException refused => refused.ExitCode,
        OperationCanceledException => ExitCode.Cancelled,
        EmbedderMismatchException => ExitCode.Store,
        HttpRequestException => ExitCode.Upstream,
        _ => ExitCode.Unforeseen,
    };

    private static string OneLine(string message) => string.Join(' ', message.Split(
        ['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
