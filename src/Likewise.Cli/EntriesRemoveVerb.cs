using System.CommandLine;

namespace Likewise.Cli;

/// <summary><c>likewise entries rm</c>: removes entries, so that they never come back.</summary>
internal sealed class EntriesRemoveVerb : Verb
{
    private readonly EntryFilterOptions _filter = new();
    private readonly Argument<string[]> _ids = new("id")
    {
        Description = "Entry ids, or the beginnings of them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _all = new("--all") { Description = "Every entry." };

    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "Removes by --namespace, --tag, --source or --all; without it, they are only counted.",
    };

    public EntriesRemoveVerb(Frame frame)
        : base(frame, "rm",
            "Removes entries: by id, or with --yes by namespace, tag, source or all. Exit code 1 when an id is missing.")
    {
        Arguments.Add(_ids);
        _filter.AddTo(this);
        Options.Add(_all);
        Options.Add(_yes);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise entries rm 3f9c0a7d21b4",
        "likewise entries rm --tag faq --yes",
        "likewise entries rm --source manual.md@8 --yes",
        "likewise entries rm --all --yes",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var ids = invocation.Get(_ids) ?? [];
        var isByFilter = _filter.IsGiven(invocation);
        var ways = (ids.Length > 0 ? 1 : 0) + (isByFilter ? 1 : 0) + (invocation.Get(_all) ? 1 : 0);
        if (ways != 1)
            throw new CommandException(ExitCode.Usage, "say which entries: ids, or --namespace, --tag and --source, or --all.");

        var settings = invocation.LoadSettings().Settings;
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        if (ids.Length > 0)
            return await RemoveAsync(invocation, host.Cache, ids, cancellationToken);

        var filter = _filter.Read(invocation);
        if (!invocation.Get(_yes))
        {
            var count = host.Cache.List(filter).Count;
            throw new CommandException(ExitCode.Usage, $"this would remove {count} entries: run it again with --yes.");
        }

        var outcome = await host.Cache.InvalidateAsync(filter, cancellationToken);
        ThrowUnlessComplete(outcome);
        Report(invocation, outcome.Removed, []);
        return ExitCode.Ok;
    }

    private static async Task<int> RemoveAsync(
        Invocation invocation, SemanticCache cache, string[] names, CancellationToken cancellationToken)
    {
        // All names are read before anything is removed: a slip in the last one must not leave half the work done.
        var found = names.Select(name => (Name: name, Id: EntryNames.Find(cache, name))).ToArray();
        var removed = 0;
        var missing = new List<string>();
        foreach (var (name, id) in found)
        {
            var outcome = id is { } known
                ? await cache.InvalidateAsync(known, cancellationToken)
                : new RemovalOutcome(0, null);
            ThrowUnlessComplete(outcome);
            removed += outcome.Removed;
            if (outcome.Removed == 0)
                missing.Add(name);
        }

        Report(invocation, removed, missing);
        return missing.Count == 0 ? ExitCode.Ok : ExitCode.No;
    }

    private static void ThrowUnlessComplete(RemovalOutcome outcome)
    {
        if (!outcome.IsComplete)
            throw new CommandException(ExitCode.Store, $"{outcome.Removed} removed, then: {outcome.Fault}");
    }

    private static void Report(Invocation invocation, int removed, List<string> missing)
    {
        if (invocation.IsJson)
            invocation.WriteJson(new EntriesRemoved(removed, missing), CliJson.Default.EntriesRemoved);
        else
            invocation.Terminal.Output.WriteLine($"{removed} removed.");
        if (missing.Count > 0)
            invocation.Note($"likewise entries rm: not there: {string.Join(", ", missing)}.");
    }
}

/// <summary>The JSON of <c>entries rm</c>.</summary>
/// <param name="Missing">Ids as they were given that no entry has.</param>
internal sealed record EntriesRemoved(int Removed, IReadOnlyList<string> Missing);
