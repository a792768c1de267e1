namespace Likewise;

/// <summary>Tokens that an answer took, as its model counted them.</summary>
/// <param name="InputTokens">Read by the model; 0 where unknown.</param>
/// <param name="OutputTokens">Written by the model; 0 where unknown.</param>
public readonly record struct TokenUsage(long InputTokens, long OutputTokens)
{
    /// <summary>Both together.</summary>
    public long TotalTokens => InputTokens + OutputTokens;
}
