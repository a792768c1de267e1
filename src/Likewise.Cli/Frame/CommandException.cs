namespace Likewise.Cli;

/// <summary>Ends a verb with one line for the person and one number for the script.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="message">What is wrong and what to do, in one line.</param>
/// <param name="cause">What it comes from, shown with <c>--verbose</c>.</param>
internal sealed class CommandException(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
