namespace Likewise.Vectors;

/// <summary>A stored vector that is close to a query.</summary>
/// <param name="Key">The key under which the vector was added.</param>
/// <param name="Similarity">Cosine of vector and query, in [-1, 1]; larger is closer.</param>
/// <param name="Uncertainty">
/// Standard deviation of the similarity, where that is an estimate from codes; 0 where it was worked out from the vector.
/// </param>
public readonly record struct Neighbor(long Key, float Similarity, float Uncertainty = 0);
