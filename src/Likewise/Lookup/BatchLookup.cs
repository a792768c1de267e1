namespace Likewise;

/// <summary>
/// The way of several lookups together: each goes it alone, but all prompts of an embedder are embedded in one call.
/// </summary>
internal sealed class BatchLookup(LookupPipeline pipeline, EmbeddingStage embedding)
{
    /// <returns>In the order of the requests.</returns>
    public async ValueTask<LookupResult[]> RunAsync(
        IReadOnlyList<(NormalizedRequest Request, LookupClock Clock)> asked, CancellationToken cancellationToken)
    {
        // 2. The same words.
        var results = new LookupResult[asked.Count];
        var open = new List<(int At, NormalizedRequest Request, LookupClock Clock)>();
        for (var at = 0; at < asked.Count; at++)
        {
            var (request, clock) = asked[at];
            var (result, marked) = await pipeline.RunBySameWordsAsync(request, clock, cancellationToken).ConfigureAwait(false);
            if (result is null)
                open.Add((at, request, marked));
            else
                results[at] = result;
        }

        // 4. Embed. 5 to 7. Each on its own again.
        foreach (var group in open.GroupBy(item => item.Request.Embedder))
        {
            var items = group.ToArray();
            var dimension = group.Key.Identity.Dimension;
            var vectors = new float[items.Length * dimension];
            var texts = Array.ConvertAll(items, item => item.Request.EmbeddingText);
            var embedded = await embedding
                .EmbedAsync(items[0].Request.Request.Tenant, group.Key.Embedder, texts, vectors, cancellationToken)
                .ConfigureAwait(false);
            var cut = TruncatedTexts.Of(texts, embedded.Succeeded ? embedded.Value.Truncated : 0);
            for (var at = 0; at < items.Length; at++)
            {
                var (place, request, clock) = items[at];
                clock.Mark(LookupStage.Embed);
                var row = vectors.AsMemory(at * dimension, dimension);
                var own = embedded with { Value = new EmbeddingUsage(0, cut[at] ? 1 : 0) };
                results[place] = await pipeline.RunByMeaningAsync(request, own, row, clock, cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        return results;
    }
}
