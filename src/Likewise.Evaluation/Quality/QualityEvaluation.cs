using Likewise.Vectors;

namespace Likewise.Evaluation;

/// <summary>
/// Measures an embedder by what is known of texts: whether cosine orders pairs as people do, tells duplicates from look-alikes,
/// and finds a prompt's duplicate among all others, every one compared with every one.
/// </summary>
public static class QualityEvaluation
{
    // Enough to fill batches on every processor, few enough to show progress.
    private const int TextsAtOnce = 512;

    /// <summary>1. embed every text once; 2. compare pairs; 3. search for duplicates.</summary>
    /// <param name="data">What is known of texts.</param>
    /// <param name="embedder">What is measured; stays the caller's.</param>
    /// <param name="time">What the duration is measured with.</param>
    /// <param name="progress">Told how many texts are embedded; may be null.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <remarks>What the embedder throws reaches the caller.</remarks>
    public static async Task<QualityReport> RunAsync(
        QualityData data, IEmbedder embedder, TimeProvider time, IProgress<EvaluationProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(time);
        var started = time.GetTimestamp();

        // 1. Embed every text once.
        var prepared = new PreparedEmbedder(embedder);
        var (texts, done) = (data.Texts.Distinct(StringComparer.Ordinal).ToArray(), 0);
        foreach (var some in texts.Chunk(TextsAtOnce))
        {
            await prepared.PrepareAsync(some, cancellationToken).ConfigureAwait(false);
            progress?.Report(new EvaluationProgress(done += some.Length, texts.Length));
        }

        // 2. Compare pairs.
        var curve = new SimilarityCurve(data.Labelled.Select(pair => (prepared.CosineOf(pair.A, pair.B), pair.IsDuplicate)));
        var cosines = data.Scored.Select(pair => prepared.CosineOf(pair.A, pair.B)).ToArray();

        // 3. Search for duplicates.
        var (searched, found) = SearchDuplicates(data.Grouped, prepared, cancellationToken);
        return new QualityReport
        {
            Embedder = embedder.Identity,
            Scored = data.Scored.Count,
            Spearman = RankCorrelation.Spearman(cosines, [.. data.Scored.Select(pair => pair.Score)]),
            Labelled = data.Labelled.Count,
            Auc = curve.Auc,
            AveragePrecision = curve.AveragePrecision,
            Grouped = data.Grouped.Count,
            Searched = searched,
            RecallAt1 = searched == 0 ? null : (double)found / searched,
            Elapsed = time.GetElapsedTime(started),
        };
    }

    private static (int Searched, int Found) SearchDuplicates(
        IReadOnlyList<LabelledPrompt> prompts, PreparedEmbedder embedder, CancellationToken cancellationToken)
    {
        var index = new FlatIndex(embedder.Identity.Dimension);
        for (var i = 0; i < prompts.Count; i++)
            index.Add(i, embedder.VectorOf(prompts[i].Text));

        var sizes = prompts.CountBy(prompt => prompt.Group).ToDictionary(StringComparer.Ordinal);
        var queries = Enumerable.Range(0, prompts.Count).Where(i => sizes[prompts[i].Group] > 1).ToArray();
        var found = 0;
        Parallel.ForEach(queries, new ParallelOptions { CancellationToken = cancellationToken }, query =>
        {
            // The prompt itself is one of two, though not always the first: another may have the same vector.
            Span<Neighbor> nearest = stackalloc Neighbor[2];
            nearest = nearest[..index.Search(embedder.VectorOf(prompts[query].Text), similarityMin: -1, nearest)];
            var other = nearest[0].Key == query ? nearest[1] : nearest[0];
            if (prompts[(int)other.Key].Group == prompts[query].Group) Interlocked.Increment(ref found);
        });
        return (queries.Length, found);
    }
}
