namespace Likewise.Evaluation;

/// <summary>Minimal pairs of the repository's own, by the guard that is concerned: guards alone, no threshold.</summary>
internal sealed class MinimalPairSection() : PageSection("minimal")
{
    private const string File = "pairs.tsv";

    public override async Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        if (await context.Data.MinimalPairsAsync(cancellationToken).ConfigureAwait(false) is not var (pairs, kinds))
            return "Not measured: no minimal pairs were given.";

        var readings = await context.ReadAsync(File, pairs, cancellationToken).ConfigureAwait(false);
        var table = new PageTable("kind", "may share: let pass", "must not: caught");
        foreach (var kind in readings.Zip(kinds).GroupBy(row => row.Second, StringComparer.Ordinal)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            Row(table, $"`{kind.Key}`", [.. kind.Select(row => row.First)]);
        }

        Row(table, "all", readings);
        NoteGoal(context, "own minimal pairs: may share, let pass", RightOf(readings, mayShare: true));
        NoteGoal(context, "own minimal pairs: must not, caught", RightOf(readings, mayShare: false));
        return table.ToString();
    }

    private static void NoteGoal(PageContext context, string what, (int Right, int All) of) => context.Goals.Add(
        Goal.AtLeast(what, of.All == 0 ? null : (double)of.Right / of.All, 0.95, PageText.Percent));

    private static void Row(PageTable table, string kind, IReadOnlyList<PairReading> readings)
    {
        var (passed, mayShare) = RightOf(readings, mayShare: true);
        var (caught, mustNot) = RightOf(readings, mayShare: false);
        table.Row(kind, PageText.Share(passed, mayShare), PageText.Share(caught, mustNot));
    }

    private static (int Right, int All) RightOf(IReadOnlyList<PairReading> readings, bool mayShare)
    {
        var concerned = readings.Where(reading => reading.IsDuplicate == mayShare).ToArray();
        return (concerned.Count(reading => reading.IsRejected != mayShare), concerned.Length);
    }
}
