using System.CommandLine;

namespace Likewise.Cli;

/// <summary>Which entries are meant: those of a namespace, those with a tag, those made from what has changed.</summary>
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

    private readonly Option<string[]> _sources = new("--source")
    {
        Description = "Only entries made from this document, in another version where one is given; repeated, from any of them.",
        HelpName = "NAME[@VERSION]",
    };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_namespace);
        verb.Options.Add(_tags);
        verb.Options.Add(_sources);
    }

    public bool IsGiven(Invocation invocation) =>
        invocation.IsGiven(_namespace) || invocation.IsGiven(_tags) || invocation.IsGiven(_sources);

    public EntryFilter Read(Invocation invocation) => new()
    {
        Namespace = invocation.Get(_namespace),
        AnyTag = invocation.Get(_tags) ?? [],
        ChangedSources = Array.ConvertAll(invocation.Get(_sources) ?? [], EntrySource.Parse),
    };
}
