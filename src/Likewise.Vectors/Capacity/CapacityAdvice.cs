namespace Likewise.Vectors;

/// <summary>Which layout to take.</summary>
/// <param name="Estimate">The layout with its memory; null where none fits.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record CapacityAdvice(CapacityEstimate? Estimate, string Reason);
