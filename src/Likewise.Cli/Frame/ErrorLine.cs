using Likewise.Embedders;
using Likewise.Encoder;
using Likewise.Evaluation;
using Likewise.Server;
using Likewise.Sqlite;

namespace Likewise.Cli;

/// <summary>Says on standard error why a verb ended early, a line for each fault, and finds the number for it.</summary>
internal static class ErrorLine
{
    public static int Write(Exception error, Terminal terminal, bool isVerbose)
    {
        var exitCode = ExitCodeOf(error);
        if (exitCode == ExitCode.Cancelled)
            return exitCode;

        if (error is SettingsException settings)
        {
            foreach (var fault in settings.Faults)
                terminal.Error.WriteLine($"likewise: {fault}");
            return exitCode;
        }

        var unforeseen = exitCode == ExitCode.Unforeseen ? $"this should not happen ({error.GetType().Name}): " : "";
        var words = Words(error);
        var more = exitCode == ExitCode.Unforeseen && !isVerbose
            ? $"{(words.EndsWith('.') ? "" : ".")} Run it again with --verbose for the whole story."
            : "";
        terminal.Error.WriteLine($"likewise: {unforeseen}{words}{more}");
        if (isVerbose)
            terminal.Error.WriteLine(error);
        return exitCode;
    }

    private static int ExitCodeOf(Exception error) => error switch
    {
        CommandException refused => refused.ExitCode,
        OperationCanceledException => ExitCode.Cancelled,
        SettingsException => ExitCode.Configuration,
        // The libraries check what they are given before any work, and here it was given by the command line.
        ArgumentException => ExitCode.Usage,
        ModelException => ExitCode.Model,
        TableException => ExitCode.Usage,
        EmbedderMismatchException or StoreRefusedException or SqliteStoreException => ExitCode.Store,
        UpstreamException or EmbedderException or HttpRequestException => ExitCode.Upstream,
        _ => ExitCode.Unforeseen,
    };

    /// <summary>The message, without the parameter's name that the runtime appends: it says nothing to the person.</summary>
    private static string Words(Exception error) => error is ArgumentException { ParamName: { } name }
        ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : error.Message;
}
