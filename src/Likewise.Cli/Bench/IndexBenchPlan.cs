namespace Likewise.Cli;

/// <summary>What is measured.</summary>
/// <param name="Vectors">Rows to index; a row's number is its key.</param>
/// <param name="Count">How many of them, from the first.</param>
/// <param name="Queries">Unit vectors. Shape [queries, dimension].</param>
/// <param name="Truth">The row closest to each query.</param>
/// <param name="SimilarityMin">Cosine below which a search finds nothing; -1 to find the closest whatever it is.</param>
/// <param name="ChurnSteps">
/// How many vectors are taken out and others put in before the searches; see <see cref="Churn"/>.
/// </param>
/// <param name="SnapshotPath">Where the index is saved to and opened from at the end; null when it is not.</param>
/// <param name="Time">Searches are timed for at least so long, in whole passes over the queries.</param>
internal sealed record IndexBenchPlan(
    VectorFile Vectors, int Count, float[] Queries, int[] Truth, float SimilarityMin, long ChurnSteps,
    string? SnapshotPath, TimeSpan Time)
{
    public int QueryCount => Truth.Length;

    public ReadOnlySpan<float> Query(int number) => Queries.AsSpan(number * Vectors.Dimension, Vectors.Dimension);
}
