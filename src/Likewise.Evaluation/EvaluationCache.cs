namespace Likewise.Evaluation;

/// <summary>
/// Builds the caches that are measured: real ones, in memory, with room for everything and time for every step.
/// </summary>
internal static class EvaluationCache
{
    private static readonly TimeSpan Ample = TimeSpan.FromHours(1);
    /// <summary>So large that nothing is left out, on a machine whose disk keeps up at all.</summary>
    private const int LogQueue = 1 << 20;

    private static readonly TimeSpan LongLife = TimeSpan.FromDays(30);

    /// <summary>An empty cache.</summary>
    /// <param name="embedder">Makes its vectors; stays the caller's.</param>
    /// <param name="options">How it decides.</param>
    /// <param name="entriesMax">The most entries that it will be given.</param>
    /// <param name="cancellationToken">Stops building.</param>
    /// <remarks>
    /// A late answer is a miss in production. Here it would make the counts depend on the machine, so nothing is ever late, and
    /// nothing expires or is evicted: what is measured is the decision.
    /// </remarks>
    public static ValueTask<SemanticCache> BuildAsync(
        IEmbedder embedder, EvaluationOptions options, int entriesMax, CancellationToken cancellationToken)
    {
        var builder = new SemanticCacheBuilder();
        options.Configure?.Invoke(builder);
        return builder
            .UseEmbedder(embedder)
            .UseStore(new MemoryEntryStore())
            .UseTimeProvider(options.Time)
            .Configure(cache =>
            {
                // Every similarity is wanted, however low.
                (cache.SimilarityMin, cache.NearestMissMin) = (options.SimilarityMin, -1);
                (cache.EntriesMax, cache.PayloadBytesMax) = (entriesMax, long.MaxValue);
                cache.AliasesMax = 0; // What is closest now is what is decided on.
                (cache.TimeToLive, cache.TimeToLiveMax, cache.SlidingWindow) = (LongLife, LongLife, null);
                (cache.EmbedTimeout, cache.SearchTimeout, cache.ReadTimeout) = (Ample, Ample, Ample);
                (cache.VerifyTimeout, cache.WriteTimeout) = (Ample, Ample);
                (cache.DecisionLog.Path, cache.DecisionLog.QueueMax) = (options.DecisionLog, LogQueue);
            })
            .BuildAsync(cancellationToken);
    }

    /// <summary>Looks a prompt up.</summary>
    /// <returns>What was found; null when the cache refuses the prompt: it is empty, say, or no valid Unicode.</returns>
    /// <exception cref="EvaluationException">A part of the cache failed: counts would no longer be of its decisions.</exception>
    public static async ValueTask<LookupResult?> LookupAsync(
        SemanticCache cache, PromptRequest prompt, CancellationToken cancellationToken)
    {
        LookupResult result;
        try
        {
            result = await cache.LookupAsync(prompt, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException)
        {
            return null;
        }

        return result is LookupMiss { Reason: var reason, Detail: var detail } && IsFailure(reason)
            ? throw new EvaluationException($"A lookup failed ({reason}): {detail ?? "no more is known"}.")
            : result;
    }

    /// <summary>Stores the answer to what was missed.</summary>
    /// <exception cref="EvaluationException">It was not stored.</exception>
    /// <returns>The entry's name.</returns>
    public static async ValueTask<EntryId> StoreAsync(
        SemanticCache cache, StoreTicket ticket, RecordedResponse answer, CancellationToken cancellationToken)
    {
        var outcome = await cache.StoreAsync(ticket, answer, cancellationToken: cancellationToken).ConfigureAwait(false);
        return outcome is { Status: StoreStatus.Stored, Id: { } id }
            ? id
            : throw new EvaluationException(
                $"An answer was not stored ({outcome.Status}): {outcome.Reason ?? "no more is known"}.");
    }

    private static bool IsFailure(MissReason reason) => reason
        is MissReason.EmbedderFailed or MissReason.TierFailed or MissReason.StoreFailed or MissReason.PayloadRefused;
}
