namespace Likewise;

/// <summary>More of the words in which the model refuses.</summary>
/// <param name="Choice">Which of the answers, from 0.</param>
/// <param name="Text">What is added.</param>
public sealed record RefusalDelta(int Choice, string Text) : ResponseDelta;
