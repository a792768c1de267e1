namespace Likewise;

/// <summary>Tokens that an answer took, as its model counted them.</summary>
/// <param name="InputTokens">Read by the model; 0 where unknown.</param>
/// <param name="OutputTokens">Written by the model; 0 where unknown.</param>
public readonly record struct TokenUsage(long InputTokens, long OutputTokens)
{
    /// <summary>Of <see cref="InputTokens"/>, those that the provider had read before and charges less for.</summary>
    /// <value>Default: 0, none or unknown.</value>
    public long CachedInputTokens { get; init; }

    /// <summary>Of <see cref="OutputTokens"/>, those of the model's thoughts.</summary>
    /// <value>Default: 0, none or unknown.</value>
    public long ReasoningTokens { get; init; }

    /// <summary>Both together.</summary>
    public long TotalTokens => InputTokens + OutputTokens;
}
