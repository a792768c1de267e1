namespace Likewise.Evaluation;

/// <summary>What each guard catches and costs, among the pairs that a threshold serves.</summary>
internal sealed class GuardSection() : PageSection("guards")
{
    private const double Threshold = 0.85;

    public override async Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var sets = new List<(string Name, PairReading[] Served)>();
        foreach (var set in PairSet.All)
        {
            if (await context.Data.PairsAsync(set, cancellationToken).ConfigureAwait(false) is not var (pairs, _))
                continue;
            var readings = await context.ReadAsync(set.Name, pairs, cancellationToken).ConfigureAwait(false);
            sets.Add((set.Name, [.. readings.Where(reading => reading.Similarity >= Threshold)]));
        }

        var guards = sets.SelectMany(set => set.Served).SelectMany(reading => reading.Objecting)
            .CountBy(guard => guard).OrderByDescending(guard => guard.Value).ThenBy(guard => guard.Key, StringComparer.Ordinal);
        var table = new PageTable(["guard", .. sets.Select(set => $"`{set.Name}`")]);
        foreach (var (guard, _) in guards)
            table.Row([$"`{guard}`", .. sets.Select(set => CellOf(guard, set.Served))]);
        table.Row(["any", .. sets.Select(set => CellOf(set.Served, reading => reading.IsRejected))]);
        return table.ToString();
    }

    /// <summary>All that it objects to, and in brackets what no other guard does.</summary>
    private static string CellOf(string guard, PairReading[] served)
    {
        var all = CellOf(served, reading => reading.Objecting.Contains(guard));
        return all == PageText.Nothing
            ? all
            : $"{all} ({CellOf(served, reading => reading.Objecting.Count == 1 && reading.Objecting[0] == guard)})";
    }

    private static string CellOf(PairReading[] served, Func<PairReading, bool> isCaught)
    {
        var caught = served.Where(isCaught).ToArray();
        var right = caught.Count(reading => reading.IsDuplicate);
        return caught.Length == 0 ? PageText.Nothing : $"{PageText.Count(caught.Length - right)} : {PageText.Count(right)}";
    }
}
