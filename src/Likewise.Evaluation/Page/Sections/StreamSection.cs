namespace Likewise.Evaluation;

/// <summary>Streams that begin at an empty cache: what each way of deciding hits at the same wrong share of the hits.</summary>
internal sealed class StreamSection() : PageSection("streams")
{
    private static readonly double[] Levels = [0.02, 0.05, 0.15, 0.20, 0.30, 0.40];

    /// <summary>Of what Quora's clusters call wrong, as read by people; see record 0045.</summary>
    private const double NoiseFloorOfClusters = 0.5;

    private static readonly string[] Sets = ["qqp_clusters", "clinc150", "banking77", "bitext"];

    public override async Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var families = PolicyFamily.All(context.Options.HasVerdict);
        var table = new PageTable(
            ["set", "wrong of hits", families[0].Name,
                .. families.Skip(1).SelectMany(family => (string[])[family.Name, "times"])]);
        var pictures = new List<string>();
        foreach (var set in Sets)
        {
            if (await context.Data.PromptsAsync(set, null, cancellationToken).ConfigureAwait(false) is not { } prompts)
                continue;

            var runs = new List<IReadOnlyList<PolicyCurve>>();
            foreach (var seed in context.Seeds)
            {
                context.Say($"{set}: {families.Sum(family => family.Settings.Count)} streams, seed {seed}");
                runs.Add(await StreamSweep.RunAsync(
                    prompts, context.Embedder, families, context.EvaluationOf(seed), progress: null, cancellationToken)
                    .ConfigureAwait(false));
            }

            foreach (var level in Levels)
                Row(table, set, level, runs);
            NoteGoals(context, set, runs);
            pictures.Add(Draw(context, set, runs[0]));
        }

        return pictures.Count == 0 ? PageText.Missing(Sets) : $"{table}\n\n{string.Join("\n\n", pictures)}";
    }

    private static void Row(PageTable table, string set, double level, List<IReadOnlyList<PolicyCurve>> runs)
    {
        // Where the threshold alone never is so bad, the most that it hits is not for this level; and others may all be worse.
        if (runs.Any(run => run[0].WrongShareMax < level) || runs.All(run => run.All(curve => curve.HitRateAt(level) is null)))
            return;

        var cells = new List<string>();
        for (var family = 0; family < runs[0].Count; family++)
        {
            cells.Add(PageText.Spread([.. runs.Select(run => run[family].HitRateAt(level))], PageText.Percent));
            if (family > 0)
                cells.Add(PageText.Spread(TimesAt(level, runs, family), PageText.Times));
        }

        table.Row([$"`{set}`", PageText.Percent(level), .. cells]);
    }

    /// <summary>In each run, how many times the hits of the threshold alone.</summary>
    private static double?[] TimesAt(double level, List<IReadOnlyList<PolicyCurve>> runs, int family) =>
        [.. runs.Select(run => run[family].HitRateAt(level) / (run[0].HitRateAt(level) ?? 0))];

    private static void NoteGoals(PageContext context, string set, List<IReadOnlyList<PolicyCurve>> runs)
    {
        var (levels, least) = set == Sets[0] ? (Levels[2..], 1.6) : (Levels[..2], 1.3);
        foreach (var level in levels)
        {
            foreach (var families in runs[0].Index().Skip(1).GroupBy(family => family.Item.Name == PolicyFamily.Repeated.Name))
            {
                var best = families.Max(family => PageText.MedianOf(TimesAt(level, runs, family.Index)));
                context.Goals.Add(Goal.AtLeast(
                    $"`{set}`: hits at {PageText.Percent(level)} wrong, times those of a threshold"
                        + (families.Key ? ", where answers repeat" : ""), best, least, PageText.Times));
            }
        }
    }

    private static string Draw(PageContext context, string set, IReadOnlyList<PolicyCurve> curves) => context.Show(
        $"quality-{set.Replace('_', '-')}.svg", $"Hit rate against the wrong share of the hits on {set}",
        PolicyPlots.OfCurves(curves, new PolicyPlotOptions
        {
            Name = set, NoiseFloor = set == Sets[0] ? NoiseFloorOfClusters : null, HasVerdict = context.Options.HasVerdict,
        }));
}
