namespace Likewise;

/// <summary>The stage that embeds: once per request, within its deadline, checked once.</summary>
internal sealed class EmbeddingStage(SeamGuard guard, CacheTelemetry telemetry, TimeProvider time)
{
    /// <summary>Embeds the workspace's text into its vector.</summary>
    public async ValueTask<Attempt<EmbeddingUsage>> EmbedAsync(
        string tenant, IEmbedder embedder, LookupWorkspace workspace, CancellationToken cancellationToken)
    {
        var attempt = await EmbedAsync(tenant, embedder, workspace.Text, workspace.Vector, cancellationToken)
            .ConfigureAwait(false);
        return attempt.Succeeded && EmbeddingCheck.FaultOf(workspace.Vector.Span) is { } fault
            ? attempt with { Fault = fault }
            : attempt;
    }

    /// <summary>Embeds several texts that are no tenant's in one call.</summary>
    public ValueTask<Attempt<EmbeddingUsage>> EmbedAsync(
        IEmbedder embedder, ReadOnlyMemory<string> texts, Memory<float> vectors, CancellationToken cancellationToken) =>
        EmbedAsync("", embedder, texts, vectors, cancellationToken);

    /// <summary>Embeds several texts in one call. The vectors are not yet checked: one's fault is not the others'.</summary>
    public async ValueTask<Attempt<EmbeddingUsage>> EmbedAsync(
        string tenant, IEmbedder embedder, ReadOnlyMemory<string> texts, Memory<float> vectors,
        CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var attempt = await guard.CallAsync(
            (embedder, texts, vectors),
            static (call, token) => call.embedder.EmbedAsync(call.texts, call.vectors, token),
            cancellationToken).ConfigureAwait(false);
        telemetry.Embedded(tenant, embedder.Identity.Model, texts.Length, attempt, startedAt);
        return attempt;
    }
}
