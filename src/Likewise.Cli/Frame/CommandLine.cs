using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Likewise.Cli;

/// <summary>The whole command: reads a command line, runs its verb, turns whatever happens into a line and a number.</summary>
internal static class CommandLine
{
    /// <summary>How long a verb may take to end cleanly after Ctrl-C or SIGTERM before the process ends without it.</summary>
    private static readonly TimeSpan CleanEnd = TimeSpan.FromSeconds(15);

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var frame = new Frame(terminal, new SharedOptions());
        var parse = CreateRoot(frame).Parse(args);
        if (parse.Action is ParseErrorAction)
            return RefuseUsage(parse, terminal);

        var command = parse.CommandResult.Command;
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = command is ServeVerb ? ServeVerb.CleanEnd : CleanEnd,
        };
        try
        {
            return await parse.InvokeAsync(configuration, cancellationToken);
        }
#pragma warning disable CA1031 // The edge of the process: whatever went wrong becomes one line and a number.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return ErrorLine.Write(error, terminal, isVerbose: parse.GetValue(frame.Shared.Verbose));
        }
    }

    /// <summary>The command with all its verbs.</summary>
    public static Command CreateRoot(Frame frame)
    {
        var help = new HelpOption { Description = "Shows this help." };
        help.Action = new HelpWithExamples((HelpAction)help.Action!); // HelpOption always comes with its HelpAction.
        // Not a RootCommand: that takes its name from the file that runs, which in a test is the test.
        var root = new Command("likewise", "A semantic cache for generative AI: asked in other words, answered likewise.")
        {
            new ServeVerb(frame),
            new DemoVerb(frame),
            new AskVerb(frame),
            new LookupVerb(frame),
            new ExplainVerb(frame),
            new StoreVerb(frame),
            new StatsVerb(frame),
            new NamespacesVerb(frame),
            new HealthVerb(frame),
            new VerbGroup(
                "entries", "Lists, shows and removes entries.",
                new EntriesListVerb(frame), new EntriesShowVerb(frame), new EntriesRemoveVerb(frame)),
            new EmbedVerb(frame),
            new VerbGroup(
                "key", "Makes, lists and revokes the keys that a server's callers need.",
                new KeyCreateVerb(frame), new KeyListVerb(frame), new KeyRevokeVerb(frame)),
            new VerbGroup("config", "Shows the configuration.", new ConfigShowVerb(frame)),
            new VerbGroup(
                "model", "Finds, checks and fetches the sentence encoder's files.",
                new ModelListVerb(frame), new ModelPullVerb(frame), new ModelPathVerb(frame), new ModelVerifyVerb(frame),
                new ModelImportVerb(frame), new ModelDistillVerb(frame)),
            EvalVerbs.Create(frame),
            new TrainVerb(frame),
            new TuneVerb(frame),
            BenchVerbs.Create(frame),
            new CapacityVerb(frame),
            help,
            new VersionOption { Description = "Shows the version." },
        };
        foreach (var verb in KeepingVerbs.Create(frame))
            root.Subcommands.Add(verb);
        frame.Shared.AddTo(root);
        return root;
    }

    /// <summary>Says what is wrong in one line on standard error; the help is one command away and would bury it.</summary>
    private static int RefuseUsage(ParseResult parse, Terminal terminal)
    {
        var command = parse.CommandResult.Command;
        var path = PathOf(command);
        var message = parse switch
        {
            { UnmatchedTokens: [var token, ..] } => $"'{token}' is not known here.{Suggestion(token, command)}",
            _ when command.Subcommands.Count > 0 =>
                $"what should it do? {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}.",
            _ => string.Join(" ", parse.Errors.Select(Fault)),
        };
        terminal.Error.WriteLine($"{path}: {message} See: {path} --help");
        return ExitCode.Usage;
    }

    /// <summary>The parser's words name types of .NET, and not the argument that is missing.</summary>
    private static string Fault(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing => $"<{missing.Argument.Name}> is missing.",
        OptionResult { Tokens: [var value], Option: var option }
            when error.Message.Contains($"{option.ValueType}", StringComparison.Ordinal) =>
            $"{option.Name} does not take '{value.Value}'.",
        _ => error.Message,
    };

    private static string PathOf(Symbol command) =>
        command.Parents.FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    private static string Suggestion(string token, Command command)
    {
        var known = command.Subcommands.Select(verb => verb.Name).Concat(OptionsOf(command).Select(option => option.Name));
        return Spelling.Closest(token, known) is { } closest ? $" Did you mean {closest}?" : "";
    }

    /// <summary>The options that a verb takes, its parents' included.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) => command.Options.Concat(
        command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive));
}
