namespace Likewise;

/// <summary>What a model said that was asked to judge.</summary>
/// <param name="Text">Its answer, as it is.</param>
/// <param name="Usage">What it took; nothing known by default.</param>
public sealed record JudgeReply(string Text, TokenUsage Usage = default);
