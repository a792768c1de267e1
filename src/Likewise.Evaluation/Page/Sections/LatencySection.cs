namespace Likewise.Evaluation;

/// <summary>What a decision takes: one stream alone, with nothing beside it.</summary>
internal sealed class LatencySection() : PageSection("latency")
{
    private const int PromptsMax = 5_000;
    private static readonly string[] Sets = ["qqp_clusters", "clinc150"];

    public override async Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var table = new PageTable("stream", "decided by", "decide, p50 µs", "p99 µs", "all but embedding, p50 µs", "p99 µs");
        foreach (var set in Sets)
        {
            if (await context.Data.PromptsAsync(set, null, cancellationToken).ConfigureAwait(false) is not { } prompts)
                continue;

            context.Say($"{set}: latency");
            var options = context.EvaluationOf(1) with { Limit = Math.Min(PromptsMax, context.Options.PromptsMax) };
            foreach (var (by, family, setting) in (IEnumerable<(string, PolicyFamily, double)>)
                [("threshold 0.85, guards", PolicyFamily.Guarded, 0.85), ("bound 5 %, guards", PolicyFamily.Verdict, 0.05)])
            {
                var report = await context.RunAsync(prompts, family.With(options, setting), cancellationToken)
                    .ConfigureAwait(false);
                var (decide, rest) = (report.Lookup.Decide, report.Lookup.Total);
                table.Row(
                    $"`{set}`", by, PageText.Microseconds(decide.P50), PageText.Microseconds(decide.P99),
                    PageText.Microseconds(rest.P50), PageText.Microseconds(rest.P99));
                context.Goals.Add(Goal.AtMost(
                    $"`{set}`, {by}: p99 of a decision, µs", decide.P99.TotalMicroseconds, 100,
                    value => value is { } time ? PageText.Microseconds(TimeSpan.FromMicroseconds(time)) : PageText.Nothing));
            }
        }

        return table.ToString();
    }
}
