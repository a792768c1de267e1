namespace Likewise.Evaluation;

/// <summary>
/// Sends the same prompts through a cache of its own for each way of deciding. Every prompt is embedded once, ahead, so that a
/// run costs what its decisions cost; runs go side by side, and none knows of another.
/// </summary>
internal static class StreamSweep
{
    /// <summary>Runs every setting of every family.</summary>
    /// <param name="prompts">What may be asked.</param>
    /// <param name="embedder">Remembers vectors.</param>
    /// <param name="families">The kinds of decision.</param>
    /// <param name="options">How each is run, but for what decides.</param>
    /// <param name="progress">Told of requests, all runs together; may be null.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <returns>A curve for each family, in their order.</returns>
    public static async Task<IReadOnlyList<PolicyCurve>> RunAsync(
        IReadOnlyList<LabelledPrompt> prompts, PreparedEmbedder embedder, IReadOnlyList<PolicyFamily> families,
        EvaluationOptions options, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        var asked = await PrepareAsync(prompts, embedder, options, cancellationToken).ConfigureAwait(false);
        var runs = families.SelectMany(family => family.Settings.Select(setting => (family, setting))).ToArray();
        var points = new PolicyPoint[runs.Length];
        var done = new SharedProgress(progress, runs.Length * asked);
        await Parallel.ForAsync(0, runs.Length, cancellationToken, async (run, token) =>
        {
            var (family, setting) = runs[run];
            var report = await StreamEvaluation.RunAsync(prompts, embedder, family.With(options, setting), done.Part(), token)
                .ConfigureAwait(false);
            points[run] = PolicyPoint.Of(setting, report);
        }).ConfigureAwait(false);

        var from = 0;
        return [.. families.Select(family => new PolicyCurve(family.Name, points[from..(from += family.Settings.Count)]))];
    }

    /// <summary>Embeds the prompts that a stream will ask, and those that follow them.</summary>
    /// <returns>How many they are.</returns>
    public static async Task<int> PrepareAsync(
        IReadOnlyList<LabelledPrompt> prompts, PreparedEmbedder embedder, EvaluationOptions options,
        CancellationToken cancellationToken)
    {
        var asked = SeededOrder.Sample(prompts, options.Seed, options.Limit)
            .Concat(SeededOrder.Sample(options.Later, options.Seed, options.Limit)).Select(prompt => prompt.Text).ToArray();
        await embedder.PrepareAsync(asked.Where(text => !string.IsNullOrWhiteSpace(text)), cancellationToken)
            .ConfigureAwait(false);
        return asked.Length;
    }
}
