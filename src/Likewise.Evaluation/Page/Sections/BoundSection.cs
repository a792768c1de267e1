namespace Likewise.Evaluation;

/// <summary>Whether a bound on wrong hits is kept on streams, in each group, and after the prompts have become others.</summary>
internal sealed class BoundSection() : PageSection("bound")
{
    private static readonly double[] WrongShares = [0.01, 0.02, 0.05];
    private static readonly (string Set, string? Scope)[] Sets = [("banking77", null), ("clinc150", "domain")];

    private static readonly (string First, string Then)[] Changes =
        [("clinc150", "banking77"), ("bitext", "banking77"), ("banking77", "qqp_clusters")];

    public override async Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var kept = await KeptAsync(context, cancellationToken).ConfigureAwait(false);
        var changed = await ChangedAsync(context, cancellationToken).ConfigureAwait(false);
        return $"{kept}\n\nThe prompts become others, bound 2 %, first seed:\n\n{changed}";
    }

    private static async Task<PageTable> KeptAsync(PageContext context, CancellationToken cancellationToken)
    {
        var table = new PageTable(
            "stream", "answers", "bound", "hits", "wrong of the hits by meaning, each seed", "worst group, first seed");
        foreach (var (set, scope) in Sets)
        {
            if (await context.Data.PromptsAsync(set, scope, cancellationToken).ConfigureAwait(false) is not { } prompts)
                continue;
            foreach (var doRepeat in (bool[])[false, true])
            {
                foreach (var share in WrongShares)
                {
                    var reports = await RunAsync(context, set, share, doRepeat, prompts, cancellationToken).ConfigureAwait(false);
                    Row(table, $"`{set}`{(scope is null ? "" : $" by {scope}")}", doRepeat, share, reports);
                    NoteGoal(context, set, doRepeat, share, reports);
                    if (reports[0].Reliability is { } reliability)
                        context.Reliabilities[$"`{set}`, hits and near misses, answers {Words(doRepeat)}"] = reliability;
                }
            }
        }

        return table;
    }

    private static string Words(bool doRepeat) => doRepeat ? "repeat" : "anew";

    private static void Row(PageTable table, string set, bool doRepeat, double share, StreamReport[] reports) => table.Row(
        set, Words(doRepeat), PageText.Percent(share),
        PageText.Spread([.. reports.Select(report => (double?)report.HitRate)], PageText.Percent),
        string.Join("; ", reports.Select(report => PageText.Share(report.Served.Wrong, report.Served.Hits))),
        WorstOf(reports[0]));

    private static async Task<StreamReport[]> RunAsync(
        PageContext context, string set, double share, bool doRepeat, IReadOnlyList<LabelledPrompt> prompts,
        CancellationToken cancellationToken)
    {
        context.Say($"{set}: bound {PageText.Percent(share)}, answers {Words(doRepeat)}");
        var reports = new StreamReport[context.Options.Seeds];
        await Parallel.ForAsync(0, reports.Length, cancellationToken, async (at, token) =>
        {
            var options = PolicyFamily.Verdict.With(context.EvaluationOf(at + 1) with { AnswersRepeat = doRepeat }, share);
            reports[at] = await context.RunAsync(prompts, options, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return reports;
    }

    /// <summary>The group of which most is wrong, as far as one can be sure of it.</summary>
    private static string WorstOf(StreamReport report)
    {
        var worst = report.Groups.Where(group => group.Hits > 0).OrderByDescending(group => group.Interval?.Low)
            .ThenByDescending(group => group.WrongShare).FirstOrDefault();
        return worst.Hits == 0 ? PageText.Nothing : $"{worst.Name}: {PageText.Share(worst.Wrong, worst.Hits)}";
    }

    private static void NoteGoal(PageContext context, string set, bool doRepeat, double share, StreamReport[] reports)
    {
        var groups = reports.SelectMany(report => report.Groups).Where(group => group.Hits > 0).ToArray();
        var lows = groups.Select(group => group.Interval?.Low ?? 0).ToArray();
        var over = lows.Count(low => low > share);
        context.Goals.Add(new Goal(
            $"`{set}`, bound {PageText.Percent(share)}, answers {Words(doRepeat)}: groups whose interval of the wrong share lies "
                + "above it, all seeds",
            "0", lows.Length == 0 ? "nothing served" : $"{over} of {lows.Length}", lows.Length == 0 ? null : over == 0));
    }

    private static async Task<PageTable> ChangedAsync(PageContext context, CancellationToken cancellationToken)
    {
        const double Share = 0.02;
        var table = new PageTable("first", "then", "hits by meaning, then", "wrong of them", "audited until back within");
        foreach (var (first, then) in Changes)
        {
            if (await context.Data.PromptsAsync(first, null, cancellationToken).ConfigureAwait(false) is not { } prompts
                || await context.Data.PromptsAsync(then, null, cancellationToken).ConfigureAwait(false) is not { } others)
                continue;

            context.Say($"{first}, then {then}");
            var options = context.EvaluationOf(1) with
            {
                Later = [.. others.Select(prompt => prompt with { Group = "later " + prompt.Group })],
                Limit = Math.Min(context.Options.PromptsMax, 10_000),
            };
            var report = await context.RunAsync(prompts, PolicyFamily.Verdict.With(options, Share), cancellationToken)
                .ConfigureAwait(false);
            if (report.Drift is not { } drift)
                continue;

            var audited = drift.AuditedUntilBack ?? 0;
            table.Row(
                $"`{first}`", $"`{then}`", PageText.Count(drift.Served.Hits),
                PageText.Share(drift.Served.Wrong, drift.Served.Hits), PageText.Count(audited));
            context.Goals.Add(Goal.AtMost(
                $"`{first}`, then `{then}`, bound 2 %: hits audited until back within", audited, 2_000,
                count => PageText.Count((long)(count ?? 0))));
        }

        return table;
    }
}
