namespace Likewise.Evaluation;

/// <summary>What thresholds serve of pairs that may share an answer and of those that must not, guards off and on.</summary>
internal sealed class SharedWrongSection() : PageSection("served")
{
    private static readonly double[] Thresholds = [0.85, 0.90];

    public override async Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var table = new PageTable(
            "set", "threshold", "may share: alone", "with guards", "must not: alone", "with guards");
        var minimal = new List<PairReading>();
        foreach (var set in PairSet.All)
        {
            if (await context.Data.PairsAsync(set, cancellationToken).ConfigureAwait(false) is not var (pairs, _))
                continue;
            var readings = await context.ReadAsync(set.Name, pairs, cancellationToken).ConfigureAwait(false);
            foreach (var threshold in Thresholds)
                table.Row([$"`{set.Name}`", PageText.Setting(threshold), .. ServedPairs.Of(readings, threshold).Cells()]);

            if (set == PairSet.Checklist || set == PairSet.Blindspot)
                minimal.AddRange(readings);
            if (set == PairSet.Swaps)
            {
                context.Goals.Add(Goal.AtMost(
                    "swapped words: wrong pairs served at 0.85", ServedPairs.Of(readings, 0.85).WrongShare, 0.15,
                    PageText.Percent));
            }
        }

        NoteGoals(context, minimal);
        return table.ToString();
    }

    private static void NoteGoals(PageContext context, List<PairReading> minimal)
    {
        var served = ServedPairs.Of(minimal, 0.85);
        context.Goals.Add(Goal.AtMost(
            "minimal pairs (`checklist_qqp`, `blindspot`): wrong pairs served at 0.85", served.WrongShare, 0.05,
            PageText.Percent));
        context.Goals.Add(Goal.AtLeast(
            "the same: right pairs served, of those that the threshold serves", served.KeptShare, 0.85, PageText.Percent));
    }
}
