using System.CommandLine;
using System.Globalization;

namespace Likewise.Cli;

/// <summary><c>likewise entries list</c>: what is in the cache, most recently used first.</summary>
internal sealed class EntriesListVerb : Verb
{
    private readonly EntryFilterOptions _filter = new();
    private readonly EntryLikeOptions _like = new();

    private readonly Option<int> _limit = new("--limit")
    {
        Description = "How many are shown at most. Default: 20.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    public EntriesListVerb(Frame frame)
        : base(frame, "list", "Lists entries, most recently used first, or with --like the closest.")
    {
        _filter.AddTo(this);
        _like.AddTo(this);
        Options.Add(_limit);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise entries list",
        "likewise entries list --tag faq --limit 100",
        "likewise entries list --like 'how do I get in?' --similarity-min 0.7",
        "likewise entries list --json | jq -r '.entries[] | select(.hit_count == 0) | .id'",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var limit = invocation.Get(_limit);
        if (limit < 1)
            throw new CommandException(ExitCode.Usage, $"--limit {limit}: a number of at least 1 was expected.");

        var settings = invocation.LoadSettings().Settings;
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        var filter = _filter.Read(invocation);
        var chosen = _like.IsGiven(invocation)
            ? await FindAsync(host.Cache, _like.Read(invocation, filter), cancellationToken)
            : host.Cache.List(filter);
        var shown = chosen.Take(limit).ToArray();
        if (invocation.IsJson)
        {
            var now = invocation.Terminal.Time.GetUtcNow();
            var entries = shown.Select(entry => EntryFound.Of(entry, now));
            invocation.WriteJson(new EntriesFound(chosen.Count, [.. entries]), CliJson.Default.EntriesFound);
        }
        else
        {
            Show(shown, chosen.Count, invocation.Terminal);
        }

        return ExitCode.Ok;
    }

    /// <summary>The entries that mean about the same, the closest first.</summary>
    private static async Task<IReadOnlyList<CacheEntryInfo>> FindAsync(
        SemanticCache cache, EntrySelection selection, CancellationToken cancellationToken)
    {
        var selected = await cache.SelectAsync(selection, cancellationToken);
        if (selected.Fault is { } fault)
            throw new CommandException(ExitCode.Store, fault);
        return [.. selected.Entries.Select(entry => cache.Find(entry.Entry.Id)).OfType<CacheEntryInfo>()];
    }

    private static void Show(CacheEntryInfo[] shown, int chosen, Terminal terminal)
    {
        if (chosen == 0)
        {
            terminal.Output.WriteLine("No entries.");
            return;
        }

        var now = terminal.Time.GetUtcNow();
        var sheet = Sheet.Of(null, "id", "prompt", ">hits", ">age", ">ends in", "tags");
        sheet.Columns[0].NoWrap = true;
        foreach (var found in shown)
        {
            var (entry, activity) = found;
            var stale = found.StandingAt(now) == EntryStanding.Stale ? "stale, " : "";
            Sheet.Row(
                sheet, entry.Id.ToString()[..EntryNames.LengthShown], Sheet.Line(entry.Prompt, 60),
                activity.HitCount.ToString(CultureInfo.InvariantCulture), ResultText.Duration(now - entry.CreatedAt),
                stale + ResultText.Duration(entry.Expiry.At - now), Sheet.Line(string.Join(", ", entry.Tags), 30));
        }

        terminal.Screen.Write(sheet);
        terminal.Output.WriteLine(shown.Length < chosen
            ? $"{shown.Length} of {chosen} entries; --limit shows more."
            : chosen == 1 ? "1 entry." : $"{chosen} entries.");
    }
}

/// <summary>The JSON of <c>entries list</c>.</summary>
/// <param name="Total">How many the filter chooses, shown or not.</param>
internal sealed record EntriesFound(int Total, IReadOnlyList<EntryFound> Entries);
