namespace Likewise;

public sealed partial class SemanticCache
{
    /// <summary>Says why one request would, or would not, be given the answer to another.</summary>
    /// <param name="asked">The request that looks for an answer.</param>
    /// <param name="stored">The request that was answered before.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ArgumentException">A request is impossible.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <remarks>Looks at no entry, asks no verifier, counts nothing.</remarks>
    public ValueTask<Explanation> ExplainAsync(
        PromptRequest asked, PromptRequest stored, CancellationToken cancellationToken = default) =>
        _explainer.ExplainAsync(asked, stored, cancellationToken);
}
