namespace Likewise.Evaluation;

/// <summary>Utterances of one intent beside their nearest neighbours, by whether the values in them are the same.</summary>
internal sealed class SlotSection() : PageSection("slots")
{
    private const string Set = "slots";
    private static readonly double[] Thresholds = [0.80, 0.85, 0.90];

    public override async Task<string> WriteAsync(PageContext context, CancellationToken cancellationToken)
    {
        var rows = await context.Data.RowsAsync(
            Set, cancellationToken, "set", "intent", "utterance", "slots_json").ConfigureAwait(false);
        if (rows is null)
            return PageText.Missing(Set);

        context.Say($"{Set}: {rows.Count} utterances");
        var utterances = SlottedUtterance.Of(SeededOrder.Sample(rows, seed: 1, context.Options.PairsMax));
        await context.Embedder.PrepareAsync(utterances.Select(one => one.Text), cancellationToken).ConfigureAwait(false);
        var neighbours = SlotNeighbours.Find(utterances, context.Embedder);

        var table = new PageTable("the nearest of the same intent", "pairs", "threshold", "served: alone", "with guards");
        foreach (var (kind, words) in Kinds)
        {
            var pairs = neighbours.Where(pair => pair.Kind == kind)
                .Select(pair => new LabelledPair(pair.Stored, pair.Asked, kind == SlotDifference.None)).ToArray();
            var readings = await context.ReadAsync($"{Set}, {words}", pairs, cancellationToken).ConfigureAwait(false);
            foreach (var threshold in Thresholds)
            {
                var alone = readings.Count(reading => reading.Similarity >= threshold);
                var guarded = readings.Count(reading => reading.GuardedSimilarity >= threshold);
                table.Row(
                    words, PageText.Count(pairs.Length), PageText.Setting(threshold), PageText.Share(alone, pairs.Length),
                    PageText.Share(guarded, pairs.Length));
                if (threshold == 0.85 && kind != SlotDifference.None)
                {
                    context.Goals.Add(Goal.AtMost(
                        $"slots: {words}, served at 0.85", pairs.Length == 0 ? null : (double)guarded / pairs.Length, 0.01,
                        PageText.Percent));
                }
            }
        }

        return table.ToString();
    }

    private static IReadOnlyList<(SlotDifference Kind, string Words)> Kinds { get; } =
    [
        (SlotDifference.Value, "the same slots, another value"), (SlotDifference.Slots, "other slots"),
        (SlotDifference.None, "the same slots and values"),
    ];
}
