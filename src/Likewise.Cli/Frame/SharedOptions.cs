using System.CommandLine;

namespace Likewise.Cli;

/// <summary>The options that every verb takes.</summary>
internal sealed class SharedOptions
{
    public Option<string?> Config { get; } = new("--config")
    {
        Description = "The configuration file; without it, likewise.yaml in the current directory where there is one.",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "The directory that keeps the cache.",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string?> Model { get; } = new("--model")
    {
        Description = "A directory with a sentence encoder in Hugging Face layout; without it, the built-in model.",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Sets any configuration key; may be repeated. `likewise config show` lists them.",
        HelpName = "KEY=VALUE",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Prints one JSON document to standard output and nothing else there.",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Shows the whole cause of an error.",
        Recursive = true,
    };

    public void AddTo(Command root)
    {
        foreach (var option in new Option[] { Config, Data, Model, Set, Json, Verbose })
            root.Options.Add(option);
    }
}
