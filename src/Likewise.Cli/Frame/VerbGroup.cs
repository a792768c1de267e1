using System.CommandLine;

namespace Likewise.Cli;

/// <summary>A noun with verbs under it: <c>likewise entries list</c>. Alone it shows its help, and is wrong usage.</summary>
internal sealed class VerbGroup : Command
{
    public VerbGroup(string name, string description, params ReadOnlySpan<Command> verbs)
        : base(name, description)
    {
        foreach (var verb in verbs)
            Subcommands.Add(verb);
    }
}
