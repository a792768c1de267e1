using System.CommandLine;
using System.Globalization;
using Likewise.Server;

namespace Likewise.Cli;

/// <summary><c>likewise stats</c>: what the cache holds, and what its entries have saved so far.</summary>
internal sealed class StatsVerb : Verb
{
    private readonly Option<string?> _server = ServerCall.ServerOption();

    public StatsVerb(Frame frame)
        : base(frame, "stats", "Shows what the cache holds and what its entries have saved.") => Options.Add(_server);

    public override IReadOnlyList<string> Examples { get; } =
    [
        "likewise stats", "likewise stats --data ./likewise-data --json", "likewise stats --server http://127.0.0.1:7411",
    ];

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var settings = invocation.LoadSettings().Settings;
        if (invocation.Get(_server) is { } server)
            return await AskAsync(invocation, server, settings.Access.Key, cancellationToken);

        var prices = PriceTable.Load(settings.Prices.Path);
        await using var host = await invocation.OpenHostAsync(settings, cancellationToken);
        var found = StatsFound.Of(host.Cache, prices);
        if (invocation.IsJson)
            invocation.WriteJson(found, CliJson.Default.StatsFound);
        else
            Show(found, invocation.Terminal);
        return ExitCode.Ok;
    }

    /// <summary>What a running server has done and saved, with what it took; the other way only its entries are known.</summary>
    private static async Task<int> AskAsync(
        Invocation invocation, string server, string? key, CancellationToken cancellationToken)
    {
        var (_, stats) = await ServerCall.GetAsync(server, "/v1/cache/stats", key, cancellationToken);
        if (invocation.IsJson)
            invocation.WriteJson(stats.WriteTo);
        else
            ServerStatsScreen.Show(stats, invocation.Terminal);
        return ExitCode.Ok;
    }

    private static void Show(StatsFound found, Terminal terminal)
    {
        Sheet.Facts(
            terminal.Screen,
            ("entries", Number(found.Entries)),
            ("scopes", Number(found.Scopes)),
            ("answers", $"{Number(found.PayloadBytes)} bytes"),
            ("vectors", $"{Number(found.VectorBytes)} bytes"),
            ("hits", $"{Number(found.Hits)}, by {Number(found.EntriesHit)} of the entries"),
            ("found right, wrong", $"{Number(found.Right)}, {Number(found.Wrong)} by feedback and audits"),
            ("tokens saved", Number(found.TokensSaved)),
            ("money saved", Money(found)),
            ("model time saved", ResultText.Duration(TimeSpan.FromSeconds(found.ModelSecondsSaved))));
        ShowBounds(found.Bounds, terminal);
        if (found.Namespaces.Count < 2)
            return;

        var sheet = Sheet.Of(null, "namespace", ">entries", ">hits");
        foreach (var (name, counts) in found.Namespaces)
            Sheet.Row(sheet, Sheet.Line(name, 60), Number(counts.Entries), Number(counts.Hits));
        terminal.Screen.Write(sheet);
    }

    private static void ShowBounds(IReadOnlyList<GroupBoundStatistics> bounds, Terminal terminal)
    {
        if (bounds.Count == 0)
            return;

        var sheet = Sheet.Of(
            "Bound on wrong hits", "group", "cut from", ">least score", ">evidence", ">wrong at most", ">audited", ">wrong",
            ">alarms");
        foreach (var bound in bounds)
        {
            Sheet.Row(
                sheet, Sheet.Line(bound.IsRescued ? bound.Group + ", rescued" : bound.Group, 60),
                bound.Standing.ToString().ToLowerInvariant(), Figure.Fixed(bound.ScoreMin, 4),
                Number((long)bound.Evidence), Figure.Percent(bound.WrongShareMax), Number(bound.Audited),
                Number(bound.AuditedWrong), Number(bound.Alarms));
        }

        terminal.Screen.Write(sheet);
    }

    /// <summary>Before what the cache itself cost, which only a running server knows.</summary>
    private static string Money(StatsFound found)
    {
        var amounts = string.Join(", ", found.MoneySaved.Select(pair =>
            $"{pair.Value.ToString("0.00####", CultureInfo.InvariantCulture)} {pair.Key}"));
        var prices = $"at prices of {found.PricesOf:yyyy-MM-dd}";
        return amounts.Length > 0 ? $"{amounts} {prices}" : $"unknown: no model has a price {prices}";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>The JSON of <c>stats</c>: of the entries that are there now, over all processes that used them.</summary>
internal sealed record StatsFound
{
    public required int Entries { get; init; }

    public required int Scopes { get; init; }

    public required long PayloadBytes { get; init; }

    public required long VectorBytes { get; init; }

    public required long Hits { get; init; }

    public required int EntriesHit { get; init; }

    /// <summary>How often feedback, or an audit where a similarity decides, found an entry's answer right.</summary>
    public required long Right { get; init; }

    /// <summary>And wrong.</summary>
    public required long Wrong { get; init; }

    public required long TokensSaved { get; init; }

    public required double ModelSecondsSaved { get; init; }

    /// <summary>What models with a price were not paid, by currency.</summary>
    public required IReadOnlyDictionary<string, decimal> MoneySaved { get; init; }

    /// <summary>As of when the prices are.</summary>
    public required DateOnly PricesOf { get; init; }

    public DateTimeOffset? OldestAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public required IReadOnlyDictionary<string, NamespaceFound> Namespaces { get; init; }

    /// <summary>How the bound on wrong hits stands, in each group; empty where a fixed similarity decides.</summary>
    public required IReadOnlyList<GroupBoundStatistics> Bounds { get; init; }

    public static StatsFound Of(SemanticCache cache, PriceTable prices)
    {
        var statistics = cache.GetStatistics();
        var entries = cache.List(EntryFilter.All);
        return new StatsFound
        {
            Entries = statistics.Entries,
            Scopes = statistics.Scopes,
            PayloadBytes = statistics.PayloadBytes,
            VectorBytes = statistics.VectorBytes,
            Hits = entries.Sum(entry => entry.Activity.HitCount),
            EntriesHit = entries.Count(entry => entry.Activity.HitCount > 0),
            Right = entries.Sum(entry => entry.Activity.Feedback.Right),
            Wrong = entries.Sum(entry => entry.Activity.Feedback.Wrong),
            TokensSaved = entries.Sum(entry => entry.Activity.HitCount * entry.Summary.Cost.TotalTokens),
            ModelSecondsSaved = entries.Sum(entry => entry.Activity.HitCount * entry.Summary.Latency.TotalSeconds),
            MoneySaved = MoneyOf(entries, prices),
            PricesOf = prices.Date,
            OldestAt = entries.Count > 0 ? entries.Min(entry => entry.Summary.CreatedAt) : null,
            LastUsedAt = entries.Count > 0 ? entries.Max(entry => entry.Activity.LastUsedAt) : null,
            Bounds = statistics.Bounds,
            Namespaces = entries.GroupBy(entry => entry.Summary.Namespace).OrderBy(part => part.Key, StringComparer.Ordinal)
                .ToDictionary(
                    part => part.Key, part => new NamespaceFound(part.Count(), part.Sum(entry => entry.Activity.HitCount))),
        };
    }

    private static SortedDictionary<string, decimal> MoneyOf(IEnumerable<CacheEntryInfo> entries, PriceTable prices)
    {
        var money = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (summary, activity) in entries)
        {
            if (activity.HitCount > 0 && prices.Find(summary.Model) is { } price)
                money[price.Currency] = money.GetValueOrDefault(price.Currency) + (activity.HitCount * price.Of(summary.Cost));
        }

        return money;
    }
}

/// <summary>What one namespace holds.</summary>
internal sealed record NamespaceFound(int Entries, long Hits);
