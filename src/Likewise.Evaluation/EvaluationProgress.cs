namespace Likewise.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Done">Requests or pairs that are done.</param>
/// <param name="Total">Requests or pairs, all together.</param>
public readonly record struct EvaluationProgress(int Done, int Total);
