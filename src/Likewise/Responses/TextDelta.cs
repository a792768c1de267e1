namespace Likewise;

/// <summary>More of what the model says.</summary>
/// <param name="Choice">Which of the answers, from 0.</param>
/// <param name="Text">What is added.</param>
public sealed record TextDelta(int Choice, string Text) : ResponseDelta;
