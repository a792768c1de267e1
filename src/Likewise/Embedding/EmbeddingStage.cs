namespace Likewise;

/// <summary>The stage that embeds: once per request, within its deadline, checked once.</summary>
internal sealed class EmbeddingStage(SeamGuard guard, CacheCounters counters)
{
    /// <summary>Embeds the workspace's text into its vector.</summary>
    public async ValueTask<Attempt<EmbeddingUsage>> EmbedAsync(
        IEmbedder embedder, LookupWorkspace workspace, CancellationToken cancellationToken)
    {
        var attempt = await guard.CallAsync(
            (embedder, workspace),
            static (call, token) => call.embedder.EmbedAsync(call.workspace.Text, call.workspace.Vector, token),
            cancellationToken).ConfigureAwait(false);

        if (!attempt.Succeeded)
            return attempt;

        counters.Embedded(attempt.Value);
        return EmbeddingCheck.FaultOf(workspace.Vector.Span) is { } fault ? attempt with { Fault = fault } : attempt;
    }
}
