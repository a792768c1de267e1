using System.CommandLine;

namespace Likewise.Cli;

/// <summary>Which entries are meant: those of a namespace, those with a tag.</summary>
internal sealed class EntryFilterOptions
{
    private readonly Option<string?> _namespace = new("--namespace")
    {
        Description = "Only entries of this namespace.",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "Only entries with this tag; repeated, with any of them.",
        HelpName = "TAG",
    };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_namespace);
        verb.Options.Add(_tags);
    }

    public bool IsGiven(Invocation invocation) => invocation.IsGiven(_namespace) || invocation.IsGiven(_tags);

    public EntryFilter Read(Invocation invocation) => new()
    {
        Namespace = invocation.Get(_namespace),
        AnyTag = invocation.Get(_tags) ?? [],
    };
}
