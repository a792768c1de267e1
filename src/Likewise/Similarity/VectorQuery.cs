namespace Likewise;

/// <summary>What a vector tier is asked.</summary>
/// <param name="Scope">Only entries of this scope are found.</param>
/// <param name="Vector">Unit vector of the tier's identity. Shape [dimension].</param>
/// <param name="SimilarityMin">Only entries at least this close are wanted: cosine in [-1, 1].</param>
public readonly record struct VectorQuery(Scope Scope, ReadOnlyMemory<float> Vector, double SimilarityMin);
