using Likewise.Embedders;
using Likewise.Encoder;
using Likewise.Evaluation;
using Likewise.Server;
using Likewise.Sqlite;

namespace Likewise.Cli;

/// <summary>Says on standard error why a verb ended early, a line for each fault, and finds the number for it.</summary>
internal static class ErrorLine
{
    private const int NoSpace = 28; // ENOSPC
    private const int QuotaOnLinux = 122; // EDQUOT
    private const int QuotaOnMac = 69;
    private const int DiskFullOnWindows = unchecked((int)0x8007_0070); // ERROR_DISK_FULL

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

        var before = exitCode switch
        {
            ExitCode.Unforeseen => $"this should not happen ({error.GetType().Name}): ",
            ExitCode.Full => "what was to be written is not whole: ",
            _ => "",
        };
        var words = Words(error);
        var after = exitCode switch
        {
            ExitCode.Unforeseen when !isVerbose => "Run it again with --verbose for the whole story.",
            ExitCode.Full => "Make room and run it again.",
            _ => null,
        };
        terminal.Error.WriteLine($"likewise: {before}{words}{(after is null ? "" : words.EndsWith('.') ? " " : ". ")}{after}");
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
        EmbedderMismatchException or StoreRefusedException or SqliteStoreException or BackupException => ExitCode.Store,
        UpstreamException or EmbedderException or HttpRequestException => ExitCode.Upstream,
        IOException fault when IsFull(fault) => ExitCode.Full,
        _ => ExitCode.Unforeseen,
    };

    /// <summary>Whether a disk had no room, or a quota: .NET has no type for it.</summary>
    private static bool IsFull(IOException fault) => fault.HResult is NoSpace or QuotaOnLinux or QuotaOnMac or DiskFullOnWindows;

    /// <summary>The message, without the parameter's name that the runtime appends: it says nothing to the person.</summary>
    private static string Words(Exception error) => error is ArgumentException { ParamName: { } name }
        ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : error.Message;
}
