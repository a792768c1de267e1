namespace Likewise.Evaluation;

/// <summary>
/// Measures a cache's judgement on labelled pairs, each alone: the first prompt is the only entry of a cache, the second is
/// asked.
/// </summary>
/// <remarks>
/// The cache's whole way of the data judges, exact tier and decision included: whether the second prompt is served and how
/// similar the two are is read off its lookup. Vectors are shared between pairs, everything else is not.
/// </remarks>
public static class PairEvaluation
{
    // Enough to fill the embedder's batches, few enough to show progress.
    private const int PairsAtOnce = 256;

    /// <summary>Judges every pair.</summary>
    /// <param name="pairs">The pairs; at least one.</param>
    /// <param name="embedder">Embeds each text once, many at a time; stays the caller's.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="progress">Told after each pair how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops between two pairs.</param>
    /// <exception cref="ArgumentException">There are no pairs.</exception>
    /// <exception cref="EvaluationException">The cache failed.</exception>
    /// <remarks>What the embedder throws reaches the caller.</remarks>
    public static async Task<PairReport> RunAsync(
        IReadOnlyList<LabelledPair> pairs, IEmbedder embedder, EvaluationOptions options,
        IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(options);
        if (pairs.Count == 0)
            throw new ArgumentException("There is nothing to judge.", nameof(pairs));

        var started = options.Time.GetTimestamp();
        var prepared = new PreparedEmbedder(embedder);
        var sample = SeededOrder.Sample(pairs, options.Seed, options.Limit);
        var judged = new List<JudgedPair>(sample.Count);
        var scored = new List<(double Score, bool IsDuplicate)>();
        foreach (var chunk in sample.Chunk(PairsAtOnce))
        {
            await prepared.PrepareAsync(TextsOf(chunk), cancellationToken).ConfigureAwait(false);
            foreach (var pair in chunk)
            {
                judged.Add(await JudgeAsync(pair, prepared, options, cancellationToken).ConfigureAwait(false));
                if (options.PairScore is { } score)
                    scored.Add((score(pair.B, pair.A), pair.IsDuplicate));
                progress?.Report(new EvaluationProgress(judged.Count, sample.Count));
            }
        }

        return PairReport.Of(sample, judged, embedder.Identity, options, options.Time.GetElapsedTime(started)) with
        {
            Scored = scored.Count > 0 ? new SimilarityCurve(scored) : null,
        };
    }

    /// <summary>What the cache will ask for, as far as one can tell: blank prompts it refuses.</summary>
    private static IEnumerable<string> TextsOf(LabelledPair[] pairs) =>
        pairs.SelectMany(pair => (string[])[pair.A, pair.B]).Where(text => !string.IsNullOrWhiteSpace(text));

    private static async ValueTask<JudgedPair> JudgeAsync(
        LabelledPair pair, PreparedEmbedder embedder, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var cache = await EvaluationCache.BuildAsync(embedder, options, entriesMax: 1, cancellationToken).ConfigureAwait(false);
        await using var _ = cache.ConfigureAwait(false);

        // The cache is empty, so the first lookup finds nothing.
        var first = await EvaluationCache.LookupAsync(cache, pair.A, cancellationToken).ConfigureAwait(false);
        if (first is LookupMiss { Ticket: { } ticket })
            await EvaluationCache.StoreAsync(cache, ticket, "The answer to A.", cancellationToken).ConfigureAwait(false);

        return await EvaluationCache.LookupAsync(cache, pair.B, cancellationToken).ConfigureAwait(false) switch
        {
            LookupHit hit => new JudgedPair(hit.Similarity, IsServed: true, pair.IsDuplicate, hit.Verdict.Score),
            LookupMiss { Nearest.Candidate: var near, NearMiss: var nearMiss } =>
                new JudgedPair(near.Similarity, IsServed: false, pair.IsDuplicate, nearMiss?.Verdict.Score),
            _ => new JudgedPair(JudgedPair.NotCompared, IsServed: false, pair.IsDuplicate),
        };
    }
}
