namespace Likewise;

/// <summary>
/// A request after the first stage: what must match exactly is a scope, the rest a fingerprint and a text to embed.
/// </summary>
/// <param name="Request">The request it was made from.</param>
/// <param name="Key">Scope and fingerprint.</param>
/// <param name="EmbeddingText">The last user message, normalized; empty for a request that bypasses.</param>
/// <param name="Embedder">What embeds it.</param>
/// <param name="Eligibility">How far the cache may go, everything considered.</param>
/// <param name="Reason">Why it may not go further; null when it may go all the way.</param>
internal readonly record struct NormalizedRequest(
    PromptRequest Request, ExactKey Key, string EmbeddingText, EmbedderSeat Embedder, Eligibility Eligibility,
    string? Reason)
{
    /// <summary>Whether it goes to the model even where there is an answer.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>Whether nobody asks yet: what is found counts as no use, and is not written down.</summary>
    public bool IsProbe { get; init; }

    /// <summary>What holds in its namespace; null for a request that bypasses.</summary>
    public NamespaceTerms? Terms { get; init; }

    /// <summary>Who asks, as far as it decides what may be given.</summary>
    public Viewer Viewer { get; init; }

    /// <summary>On which occasion entries are asked whether they still answer.</summary>
    public StaleUse Stale { get; init; }
}
