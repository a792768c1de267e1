namespace Likewise;

/// <summary>The stage that embeds: once per request, within its deadline, checked once.</summary>
internal sealed class EmbeddingStage(SeamGuard guard, CacheCounters counters)
{
    /// <summary>Embeds the workspace's text into its vector.</summary>
    public async ValueTask<Attempt<EmbeddingUsage>> EmbedAsync(
        IEmbedder embedder, LookupWorkspace workspace, CancellationToken cancellationToken)
    {
        var attempt = await EmbedAsync(embedder, workspace.Text, workspace.Vector, cancellationToken).ConfigureAwait(false);
        return attempt.Succeeded && EmbeddingCheck.FaultOf(workspace.Vector.Span) is { } fault
            ? attempt with { Fault = fault }
            : attempt;
    }

    /// <summary>Embeds several texts in one call. The vectors are not yet checked: one's fault is not the others'.</summary>
    public async ValueTask<Attempt<EmbeddingUsage>> EmbedAsync(
        IEmbedder embedder, ReadOnlyMemory<string> texts, Memory<float> vectors, CancellationToken cancellationToken)
    {
        var attempt = await guard.CallAsync(
            (embedder, texts, vectors),
            static (call, token) => call.embedder.EmbedAsync(call.texts, call.vectors, token),
            cancellationToken).ConfigureAwait(false);
        if (attempt.Succeeded)
            counters.Embedded(texts.Length, attempt.Value);
        return attempt;
    }
}
