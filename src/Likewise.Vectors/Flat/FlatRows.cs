using Likewise.Vectors.Forms;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Flat;

/// <summary>The rows of a flat index, in the form that it was asked for.</summary>
internal abstract class FlatRows
{
    public static FlatRows Create(VectorStorage storage, int dimension) => storage switch
    {
        VectorStorage.Int8 => new FlatRows<Int8Form>(dimension),
        VectorStorage.Float16 => new FlatRows<Float16Form>(dimension),
        VectorStorage.Float32 => new FlatRows<Float32Form>(dimension),
        VectorStorage.None => throw new ArgumentOutOfRangeException(
            nameof(storage), storage, "An index that compares vectors must keep them."),
        _ => throw new ArgumentOutOfRangeException(nameof(storage), storage, "There is no such storage."),
    };

    public abstract RowTable Table { get; }

    public abstract void Write(long key, ReadOnlySpan<float> vector, float scale);

    /// <summary>Writes all columns of a row, one after the other.</summary>
    public abstract void WriteRow(ReadOnlySpan<float> vector, float scale, Span<byte> row);

    /// <summary>Offers every live row to a list.</summary>
    public abstract void Scan(scoped in ScoredQuery query, ref NearestList nearest);

    public abstract bool TryRead(int slot, Span<float> vector, out long key);
}
