using Likewise.Vectors.Flat;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors;

/// <summary>
/// Finds the stored vectors closest to a query by comparing it with every one of them: exact, and quick for small sets.
/// </summary>
/// <remarks>
/// <para><b>What a search sees.</b> Every vector added before it began and not touched until it ended, exactly once. A vector
/// that is added, replaced or removed meanwhile may be seen as it was, as it is, or not at all. Each key is reported once at
/// most, with the cosine of a vector that it had during the search. How this holds without a lock is told in
/// <c>BlockTable</c>.</para>
/// <para><b>Exactness.</b> Vectors are brought to length 1 as they are stored, and scores are divided by the query's length, so a
/// similarity is the cosine to within the rounding of one dot product in single precision (about 1e-6 at 384 dimensions).</para>
/// </remarks>
public sealed class FlatIndex : VectorIndex
{
    private readonly BlockTable<FlatBlock> _table;

    /// <summary>An empty index.</summary>
    /// <param name="dimension">Length of every vector; at least 1, at most 65,536.</param>
    public FlatIndex(int dimension)
        : base(dimension) =>
        _table = new(rows => new FlatBlock(rows, dimension), FlatBlock.RowBytes(dimension));

    /// <inheritdoc/>
    public override int Count => _table.Count;

    /// <inheritdoc/>
    public override long Bytes => _table.Bytes;

    /// <inheritdoc/>
    public override void Add(long key, ReadOnlySpan<float> vector) =>
        _table.Write(key, vector, ScaleOf(vector, nameof(vector)));

    /// <inheritdoc/>
    public override bool Remove(long key) => _table.Remove(key);

    /// <inheritdoc/>
    public override int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination)
    {
        ThrowIfNotNumber(similarityMin);
        var scale = ScaleOf(query, nameof(query));
        if (destination.IsEmpty)
            return 0;

        var nearest = new NearestList(destination, similarityMin);
        foreach (var block in _table.Blocks)
            block.Scan(query, scale, ref nearest);
        return nearest.Count;
    }
}
