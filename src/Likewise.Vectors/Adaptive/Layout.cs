namespace Likewise.Vectors.Adaptive;

/// <summary>A layout that an index may be in.</summary>
/// <param name="From">How many vectors call for it.</param>
/// <param name="Create">Makes an empty index of it.</param>
internal sealed record Layout(int From, Func<VectorIndex> Create);
