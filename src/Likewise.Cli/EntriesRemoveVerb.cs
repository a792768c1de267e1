using System.CommandLine;

namespace Likewise.Cli;

/// <summary><c>likewise entries rm</c>: removes entries, so that they never come back.</summary>
internal sealed class EntriesRemoveVerb : Verb
{
    private readonly EntryFilterOptions _filter = new();
    private readonly EntryLikeOptions _like = new();
    private readonly Argument<string[]> _ids = new("id")
    {
        Description = "Entry ids, or the beginnings of them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _all = new("--all") { Description = "Every entry." };

    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "Removes by conditions or --all; without it, they are only counted.",
    };

    public EntriesRemoveVerb(Frame frame)
        : base(frame, "rm",
            "Removes entries: by id, or with --yes by conditions, by meaning, or all. Exit code 1 when an id is missing.")
    {
        Arguments.Add(_ids);
        _filter.AddTo(this);
        _like.AddTo(this);
        Options.Add(_all);
        Options.Add(_yes);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise entries rm 3f9c0a7d21b4",
        "likewise entries rm --tag faq --yes",
        "likewise entries rm --source manual.md@8 --yes",
        "likewise entries rm --older-than 90d --yes",
        "likewise entries rm --like 'opening hours at Easter' --similarity-min 0.8 --yes",
        "likewise entries rm --all --yes",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var ids = invocation.Get(_ids) ?? [];
        var isByFilter = _filter.IsGiven(invocation) || _like.IsGiven(invocation);
        var ways = (ids.Length > 0 ? 1 : 0) + (isByFilter ? 1 : 0) + (invocation.Get(_all) ? 1 : 0);
        if (ways != 1)
            throw new CommandException(ExitCode.Usage, "say which entries: ids, or conditions such as --tag, or --all.");

        var settings = invocation.LoadSettings().Settings;
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        if (ids.Length > 0)
            return await RemoveAsync(invocation, host.Cache, ids, cancellationToken);

        var selection = _like.Read(invocation, _filter.Read(invocation));
        if (!invocation.Get(_yes))
        {
            var count = await CountAsync(host.Cache, selection, cancellationToken);
            throw new CommandException(ExitCode.Usage, $"this would remove {count} entries: run it again with --yes.");
        }

        var outcome = await host.Cache.InvalidateAsync(selection, cancellationToken);
        ThrowUnlessComplete(outcome);
        Report(invocation, outcome.Removed, []);
        return ExitCode.Ok;
    }

    private static async Task<int> RemoveAsync(
        Invocation invocation, SemanticCache cache, string[] names, CancellationToken cancellationToken)
    {
        // All names are read before anything is removed: a slip in the last one must not leave half the work done.
        var found = names.Select(name => (Name: name, Id: EntryNames.Find(cache, name))).ToArray();
        var outcomes = new List<RemovalOutcome>();
        foreach (var chunk in found.Chunk(SemanticCache.BatchItemsMax))
            outcomes.AddRange(await cache.InvalidateBatchAsync([.. chunk.Select(one => one.Id ?? default)], cancellationToken));

        var removed = outcomes.Sum(outcome => outcome.Removed);
        ThrowUnlessComplete(new RemovalOutcome(removed, outcomes.FirstOrDefault(outcome => !outcome.IsComplete)?.Fault));
        var missing = found.Zip(outcomes).Where(pair => pair.Second.Removed == 0).Select(pair => pair.First.Name).ToList();
        Report(invocation, removed, missing);
        return missing.Count == 0 ? ExitCode.Ok : ExitCode.No;
    }

    private static async Task<int> CountAsync(
        SemanticCache cache, EntrySelection selection, CancellationToken cancellationToken)
    {
        var selected = await cache.SelectAsync(selection, cancellationToken);
        return selected.Fault is { } fault ? throw new CommandException(ExitCode.Store, fault) : selected.Entries.Count;
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
