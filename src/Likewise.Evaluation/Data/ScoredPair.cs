namespace Likewise.Evaluation;

/// <summary>Two texts, and how alike people found them.</summary>
/// <param name="A">One.</param>
/// <param name="B">The other.</param>
/// <param name="Score">Larger is more alike, in any unit.</param>
public readonly record struct ScoredPair(string A, string B, double Score);
