namespace Likewise;

/// <summary>What it took, all answers together.</summary>
/// <param name="Usage">As the model counted; the last word counts.</param>
public sealed record UsageDelta(TokenUsage Usage) : ResponseDelta;
