namespace Likewise.Evaluation;

/// <summary>Two prompts, and whether the answer to the first is right for the second.</summary>
/// <param name="A">What was asked first, and answered.</param>
/// <param name="B">What is asked now.</param>
/// <param name="IsDuplicate">Whether they may share an answer: label 1 or <c>true</c>.</param>
public readonly record struct LabelledPair(string A, string B, bool IsDuplicate);
