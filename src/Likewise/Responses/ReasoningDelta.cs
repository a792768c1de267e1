namespace Likewise;

/// <summary>More of what the model thinks, where it shows that.</summary>
/// <param name="Choice">Which of the answers, from 0.</param>
/// <param name="Text">What is added.</param>
/// <param name="Signature">What proves the thought to its provider; null until it comes, at the end.</param>
public sealed record ReasoningDelta(int Choice, string Text, string? Signature) : ResponseDelta;
