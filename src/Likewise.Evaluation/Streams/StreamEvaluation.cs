namespace Likewise.Evaluation;

/// <summary>
/// Measures a cache as it would be used: prompts arrive one by one at an empty cache, each is looked up, and only what was missed
/// is answered by the model and stored.
/// </summary>
/// <remarks>
/// A hit is right when the replayed answer was given to a prompt of the request's own group. Only misses are stored, so a wrong
/// hit also keeps the right answer out, and later prompts of its group pay for it, as they would in production. Where the cache
/// decides by evidence, the label is the judge: it is told of the hits that it drew for audit, and of what it nearly served.
/// </remarks>
public static class StreamEvaluation
{
    /// <summary>Runs prompts through a cache of their own, in the order that the seed fixes.</summary>
    /// <param name="prompts">What may be asked; at least one.</param>
    /// <param name="embedder">Embeds the prompts, one at a time as a lookup does; stays the caller's.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="progress">Told after each request how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <exception cref="ArgumentException">There are no prompts.</exception>
    /// <exception cref="EvaluationException">The embedder or the store failed.</exception>
    public static async Task<StreamReport> RunAsync(
        IReadOnlyList<LabelledPrompt> prompts, IEmbedder embedder, EvaluationOptions options,
        IProgress<EvaluationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(options);
        if (prompts.Count == 0)
            throw new ArgumentException("There is nothing to ask.", nameof(prompts));

        var asked = SeededOrder.Sample(prompts, options.Seed, options.Limit);
        var then = SeededOrder.Sample(options.Later, options.Seed, options.Limit);
        var count = asked.Count + then.Count;
        var cache = await EvaluationCache.BuildAsync(embedder, options, count, cancellationToken).ConfigureAwait(false);
        await using var _ = cache.ConfigureAwait(false);

        var started = options.Time.GetTimestamp();
        var tally = new StreamTally(count);
        foreach (var prompt in asked.Concat(then))
        {
            if (tally.Requests == asked.Count && then.Count > 0)
                tally.BeginLater();
            await AskAsync(cache, prompt, tally, options, cancellationToken).ConfigureAwait(false);
            progress?.Report(new EvaluationProgress(tally.Requests, count));
        }

        return tally.ToReport(cache.GetStatistics(), embedder.Identity, options, options.Time.GetElapsedTime(started));
    }

    private static async ValueTask AskAsync(
        SemanticCache cache, LabelledPrompt prompt, StreamTally tally, EvaluationOptions options,
        CancellationToken cancellationToken)
    {
        // The answer begins with its group, so that what is judged is what a caller would read.
        var answer = $"The answer to group {prompt.Group}.";
        var worded = options.AnswersRepeat ? answer : $"{answer}\nTo who asked: {prompt.Text}";
        var request = PromptRequest.FromText(prompt.Text) with { Namespace = prompt.Namespace };
        var result = await EvaluationCache.LookupAsync(cache, request, cancellationToken).ConfigureAwait(false);
        if (result is not null)
            cache.LogLabel(result, prompt.Group);
        if (result is LookupHit hit)
        {
            var isRight = hit.Response.Text?.Split('\n')[0] == answer;
            tally.AddHit(hit, isRight);
            if (hit.IsAuditDue && options.TellsOutcomes)
                cache.RecordOutcome(hit, isRight);
            return;
        }

        var miss = result as LookupMiss;
        tally.AddMiss(miss, prompt);
        if (miss?.NearMiss is { } near && options.TellsOutcomes)
            cache.RecordOutcome(miss, tally.IsRight(near, prompt));
        if (miss?.Ticket is { } ticket)
        {
            var id = await EvaluationCache.StoreAsync(cache, ticket, worded, cancellationToken).ConfigureAwait(false);
            tally.AddEntry(id, prompt.Group);
        }
    }
}
