namespace Likewise.Evaluation;

/// <summary>
/// Asks a cache once for all that it has to say of each pair, so that every threshold and every guard can be judged without
/// asking again. It explains with the rules that it decides with, so what is read here is what it would serve.
/// </summary>
internal static class PairReader
{
    // Enough to fill the embedder's batches, few enough to show progress.
    private const int PairsAtOnce = 1024;

    /// <summary>Reads every pair; a decision by evidence scores them.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="embedder">Remembers vectors.</param>
    /// <param name="options">What the cache decides with.</param>
    /// <param name="progress">Told of pairs; may be null.</param>
    /// <param name="cancellationToken">Stops between two pairs.</param>
    public static async Task<IReadOnlyList<PairReading>> ReadAsync(
        IReadOnlyList<LabelledPair> pairs, PreparedEmbedder embedder, EvaluationOptions options,
        IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        var scoring = PolicyFamily.Verdict.With(options, 0.02);
        var cache = await EvaluationCache.BuildAsync(embedder, scoring, entriesMax: 1, cancellationToken).ConfigureAwait(false);
        await using var _ = cache.ConfigureAwait(false);

        var readings = new PairReading[pairs.Count];
        for (var from = 0; from < pairs.Count; from += PairsAtOnce)
        {
            var to = Math.Min(pairs.Count, from + PairsAtOnce);
            await embedder.PrepareAsync(TextsOf(pairs.Skip(from).Take(to - from)), cancellationToken).ConfigureAwait(false);
            await Parallel.ForAsync(from, to, cancellationToken, async (at, token) =>
            {
                var explanation = await ExplainAsync(cache, pairs[at], token).ConfigureAwait(false);
                readings[at] = PairReading.Of(explanation, pairs[at].IsDuplicate);
            }).ConfigureAwait(false);
            progress?.Report(new EvaluationProgress(to, pairs.Count));
        }

        return readings;
    }

    private static IEnumerable<string> TextsOf(IEnumerable<LabelledPair> pairs) =>
        pairs.SelectMany(pair => (string[])[pair.A, pair.B]).Where(text => !string.IsNullOrWhiteSpace(text));

    private static async ValueTask<Explanation> ExplainAsync(
        SemanticCache cache, LabelledPair pair, CancellationToken cancellationToken)
    {
        try
        {
            var explanation = await cache.ExplainAsync(pair.B, pair.A, cancellationToken).ConfigureAwait(false);
            return explanation.Fault is { } fault
                ? throw new EvaluationException($"A pair was not compared: {fault}")
                : explanation;
        }
        catch (ArgumentException)
        {
            return Refused;
        }
    }

    /// <summary>A prompt that the cache refuses: it is empty, say, or no valid Unicode.</summary>
    private static Explanation Refused { get; } = new()
    {
        WouldShare = false, AskedEligibility = Eligibility.Bypass, StoredEligibility = Eligibility.Bypass, IsSameText = false,
        IsSameScope = false, ScopeDifferences = [], SimilarityMin = 1, Objections = [],
    };
}
