namespace Likewise.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Phase">What is being done, for people: <c>embedding</c>, <c>asking</c>.</param>
/// <param name="Done">Items of this phase that are done.</param>
/// <param name="Total">Items of this phase, all together.</param>
public readonly record struct EvaluationProgress(string Phase, int Done, int Total);
