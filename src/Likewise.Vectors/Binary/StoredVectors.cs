using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Binary;

/// <summary>The vectors of a block's rows, in one of the forms of <see cref="VectorStorage"/>.</summary>
internal abstract class StoredVectors
{
    public static StoredVectors Create(VectorStorage storage, int rows, int dimension) => storage switch
    {
        VectorStorage.Int8 => new Int8Vectors(rows, dimension),
        VectorStorage.Float32 => new FloatVectors(rows, dimension),
        _ => throw new ArgumentOutOfRangeException(nameof(storage), storage, "There is no such form."),
    };

    public static long RowBytes(VectorStorage storage, int dimension) => storage == VectorStorage.Int8
        ? dimension + sizeof(float)
        : (long)dimension * sizeof(float);

    /// <summary>Writes a vector times a scale.</summary>
    public abstract void Write(int row, ReadOnlySpan<float> vector, float scale);

    /// <summary>Copies a row, bit for bit, into vectors of the same form.</summary>
    public abstract void CopyRow(int row, StoredVectors destination, int destinationRow);

    /// <summary>The cosine of a row and the query.</summary>
    public abstract float Similarity(int row, in ScoredQuery query);

    private sealed class Int8Vectors(int rows, int dimension) : StoredVectors
    {
        private readonly AlignedBuffer<sbyte> _codes = new(checked(rows * dimension));
        private readonly float[] _scales = new float[rows];

        public override void Write(int row, ReadOnlySpan<float> vector, float scale) =>
            _scales[row] = Int8Quantizer.Quantize(vector, Codes(row)) * scale;

        public override void CopyRow(int row, StoredVectors destination, int destinationRow)
        {
            var other = (Int8Vectors)destination;
            Codes(row).CopyTo(other.Codes(destinationRow));
            other._scales[destinationRow] = _scales[row];
        }

        public override float Similarity(int row, in ScoredQuery query) =>
            Int8Dot.Product(query.Codes, Codes(row)) * (query.CodeScale * _scales[row]);

        private Span<sbyte> Codes(int row) => _codes.Slice(row * dimension, dimension);
    }

    private sealed class FloatVectors(int rows, int dimension) : StoredVectors
    {
        private readonly AlignedBuffer<float> _elements = new(checked(rows * dimension));

        public override void Write(int row, ReadOnlySpan<float> vector, float scale)
        {
            var elements = Elements(row);
            for (var i = 0; i < elements.Length; i++)
                elements[i] = vector[i] * scale;
        }

        public override void CopyRow(int row, StoredVectors destination, int destinationRow) =>
            Elements(row).CopyTo(((FloatVectors)destination).Elements(destinationRow));

        public override float Similarity(int row, in ScoredQuery query) =>
            Dot.Product(query.Vector, Elements(row)) * query.Scale;

        private Span<float> Elements(int row) => _elements.Slice(row * dimension, dimension);
    }
}
