namespace Likewise;

/// <summary>What one call of an embedder took.</summary>
/// <param name="Tokens">Tokens read, all texts together, special tokens included; 0 where the embedder cannot tell.</param>
/// <param name="Truncated">How many of the texts were longer than the model reads, and so were embedded in part.</param>
public readonly record struct EmbeddingUsage(int Tokens, int Truncated)
{
    /// <summary>How many of the texts were not embedded, because their vectors were remembered.</summary>
    public int Remembered { get; init; }
}
