namespace Likewise.Evaluation;

/// <summary>The policies that are worth a look, around the one in force.</summary>
public static class PolicySweep
{
    private const int LowestPercent = 70, HighestPercent = 99;

    private static readonly double[] LifeFactors = [0.25, 0.5, 2, 4];

    /// <summary>
    /// Thresholds in steps of 0.01, all guards and none, each guard switched the other way, shorter and longer lives.
    /// </summary>
    /// <param name="run">What is in force.</param>
    public static IReadOnlyList<TunePolicy> Around(LoggedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var policies = new List<TunePolicy>();
        for (var percent = LowestPercent; percent <= HighestPercent; percent++)
        {
            var similarity = percent / 100.0;
            if (similarity >= run.GuardsFrom)
                policies.Add(new TunePolicy(FormattableString.Invariant($"threshold {similarity:0.00}"))
                {
                    SimilarityMin = similarity,
                });
        }

        policies.Add(new TunePolicy("guards off") { Guards = Guards.None });
        policies.Add(new TunePolicy("guards on") { Guards = Guards.All });
        foreach (var (kind, name) in run.GuardOrder)
        {
            policies.Add(run.Guards.HasFlag(kind)
                ? new TunePolicy($"without {name}") { Guards = run.Guards & ~kind }
                : new TunePolicy($"with {name}") { Guards = run.Guards | kind });
        }

        foreach (var factor in LifeFactors)
        {
            var life = run.TimeToLive * factor;
            policies.Add(new TunePolicy($"life {TextOf(life)}") { TimeToLive = life });
        }

        return policies;
    }

    private static string TextOf(TimeSpan life) => life.TotalHours >= 1
        ? FormattableString.Invariant($"{life.TotalHours:0.##} h")
        : FormattableString.Invariant($"{life.TotalMinutes:0.##} min");
}
