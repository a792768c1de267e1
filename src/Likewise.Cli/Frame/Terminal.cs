using System.Collections;
using System.Text;
using Spectre.Console;

namespace Likewise.Cli;

/// <summary>All that a verb sees of the process around it, so that a test can run one with writers of its own.</summary>
internal sealed class Terminal
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="input">Standard input, as bytes.</param>
    /// <param name="output">Standard output: results, and nothing else.</param>
    /// <param name="error">Standard error: progress, notices and errors.</param>
    /// <param name="environment">Environment variables by name.</param>
    /// <param name="isOutputTerminal">Whether a person reads standard output as it is written.</param>
    /// <param name="isErrorTerminal">Whether a person reads standard error as it is written.</param>
    public Terminal(
        Stream input, TextWriter output, TextWriter error, IReadOnlyDictionary<string, string> environment,
        bool isOutputTerminal = false, bool isErrorTerminal = false)
    {
        (Input, Output, Error, Environment) = (input, output, error, environment);
        Screen = CreateScreen(output, isOutputTerminal);
        Notices = CreateScreen(error, isErrorTerminal);
    }

    public Stream Input { get; }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>Standard output with tables; colour only where a terminal shows it.</summary>
    public IAnsiConsole Screen { get; }

    /// <summary>Standard error with live progress, likewise.</summary>
    public IAnsiConsole Notices { get; }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        var environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);
        return new Terminal(
            Console.OpenStandardInput(),
            new StreamWriter(Console.OpenStandardOutput(), Utf8) { AutoFlush = true },
            new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true },
            environment, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
    }

    private IAnsiConsole CreateScreen(TextWriter writer, bool isTerminal)
    {
        var isColoured = isTerminal && !(Environment.TryGetValue("NO_COLOR", out var value) && value.Length > 0);
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new ScreenOutput(writer, isTerminal),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isColoured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            // What the output is was decided above; a build server's variables must not change it.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }
}
