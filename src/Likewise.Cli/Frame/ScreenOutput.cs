using System.Text;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary>Where Spectre writes: one of our writers, with what we know of it instead of what the console says.</summary>
internal sealed class ScreenOutput(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    /// <summary>Columns where there is no terminal to ask: wide enough for every table here.</summary>
    private const int WidthOfFiles = 120;

    public TextWriter Writer { get; } = writer;

    public bool IsTerminal { get; } = isTerminal;

    public int Width => IsTerminal && Console.WindowWidth is > 0 and var columns ? columns : WidthOfFiles;

    public int Height => IsTerminal && Console.WindowHeight is > 0 and var rows ? rows : 40;

    public void SetEncoding(Encoding encoding)
    {
        // Ours is UTF-8 from the start.
    }
}
