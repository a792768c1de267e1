using Likewise.Vectors.Flat;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors;

/// <summary>
/// Finds the stored vectors closest to a query by comparing it with every one of them: exact, and quick for small sets.
/// </summary>
/// <remarks>
/// <para><b>What a search sees.</b> Every vector added before it began and not touched until it ended, exactly once. A vector
/// that is added, replaced or removed meanwhile may be seen as it was, as it is, or not at all. Each key is reported once at
/// most, with the cosine of a vector that it had during the search. How this holds without a lock is told in
/// <c>RowTable</c>.</para>
/// <para><b>Exactness.</b> Vectors are brought to length 1 as they are stored, and scores are divided by the query's length, so a
/// similarity is the cosine to within the rounding of one dot product in single precision (about 1e-6 at 384 dimensions).</para>
/// </remarks>
public sealed partial class FlatIndex : VectorIndex
{
    private readonly FlatRows _rows;
    private readonly VectorStorage _storage;

    /// <summary>An empty index.</summary>
    /// <param name="dimension">Length of every vector; at least 1, at most 65,536.</param>
    /// <param name="storage">In what form vectors are kept.</param>
    public FlatIndex(int dimension, VectorStorage storage = VectorStorage.Float32)
        : base(dimension)
    {
        _rows = FlatRows.Create(storage, dimension);
        _storage = storage;
    }

    /// <inheritdoc/>
    public override int Count => _rows.Table.Count;

    /// <inheritdoc/>
    public override long Bytes => _rows.Table.Bytes;

    /// <inheritdoc/>
    public override void Add(long key, ReadOnlySpan<float> vector) => _rows.Write(key, vector, ScaleOf(vector, nameof(vector)));

    /// <inheritdoc/>
    public override bool Remove(long key) => _rows.Table.Remove(key);

    /// <inheritdoc/>
    public override int Search(ReadOnlySpan<float> query, float similarityMin, Span<Neighbor> destination)
    {
        ThrowIfNotNumber(similarityMin);
        var scale = ScaleOf(query, nameof(query));
        if (destination.IsEmpty)
            return 0;

        scoped var nearest = new NearestList(destination, similarityMin);
        _rows.Scan(new ScoredQuery(query, scale, stackalloc sbyte[_storage == VectorStorage.Int8 ? Dimension : 0]), ref nearest);
        return nearest.Count;
    }

    internal override int Slots => _rows.Table.Slots;

    internal override int Moves => _rows.Table.Moves;

    internal override bool TryRead(int slot, Span<float> vector, out long key) => _rows.TryRead(slot, vector, out key);
}
