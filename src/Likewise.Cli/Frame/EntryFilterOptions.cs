using System.CommandLine;
using Likewise.Protocols;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary>Which entries are meant: by the conditions that the server's API has, and by the same names.</summary>
internal sealed class EntryFilterOptions
{
    private const string Since = "olderThan";

    private readonly Dictionary<string, Option<string?>> _conditions = new(StringComparer.Ordinal)
    {
        ["namespace"] = Condition("--namespace", "NAME", "Only entries of this namespace."),
        ["tagMatch"] = Condition("--tag-match", "any|all", "Whether an entry needs any --tag or all of them. Default: any."),
        ["model"] = Condition("--answered-by", "MODEL", "Only entries that this model answered."),
        ["embedder"] = Condition("--embedder", "IDENTITY", "Only entries of this embedder, as entries show it."),
        ["scope"] = Condition("--scope", "HEX", "Only entries of this scope, as entries show it."),
        ["prompt"] = Condition("--prompt", "TEXT", "Only entries of these very words, in whatever scope."),
        ["contains"] = Condition("--contains", "TEXT", "Only entries whose prompt has this in it, in capitals or not."),
        ["createdBefore"] = Condition("--created-before", "MOMENT", "Only entries stored before this, such as 2026-03-01."),
        ["createdFrom"] = Condition("--created-from", "MOMENT", "Only entries stored at this or later."),
        [Since] = Condition("--older-than", "DURATION", "Only entries stored longer ago than this, such as 30d."),
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
        verb.Options.Add(_conditions["namespace"]);
        verb.Options.Add(_tags);
        foreach (var condition in _conditions.Values.Skip(1))
            verb.Options.Add(condition);
        verb.Options.Add(_sources);
    }

    public bool IsGiven(Invocation invocation) =>
        _conditions.Values.Any(condition => invocation.IsGiven(condition)) || invocation.IsGiven(_tags)
        || invocation.IsGiven(_sources);

    /// <exception cref="CommandException">A condition is impossible.</exception>
    public EntryFilter Read(Invocation invocation)
    {
        try
        {
            var filter = EntryConditions.Read(
                name => invocation.Get(_conditions[name]), invocation.Get(_tags) ?? [], tenant: null);
            return filter with
            {
                CreatedBefore = ReadAge(invocation) ?? filter.CreatedBefore,
                ChangedSources = Array.ConvertAll(invocation.Get(_sources) ?? [], EntrySource.Parse),
            };
        }
        catch (ProtocolException fault)
        {
            throw new CommandException(ExitCode.Usage, fault.Message);
        }
    }

    private DateTimeOffset? ReadAge(Invocation invocation)
    {
        if (invocation.Get(_conditions[Since]) is not { } text)
            return null;
        if (invocation.IsGiven(_conditions["createdBefore"]))
            throw new CommandException(ExitCode.Usage, "--older-than and --created-before say the same: give one.");
        return EntryConditions.MomentOf(text, invocation.Terminal.Time.GetUtcNow())
            ?? throw new CommandException(ExitCode.Usage, $"--older-than {text}: a duration such as 30d or 12h was expected.");
    }

    private static Option<string?> Condition(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
