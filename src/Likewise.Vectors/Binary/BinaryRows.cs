using Likewise.Vectors.Forms;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Binary;

/// <summary>
/// Rows of codes and vectors. The first 128 bits of the codes lie bit by bit, as <see cref="SlicedHamming"/> reads them, and the
/// rest row after row, so that a scan reads half of a code of 256 bits and the rest of those few that are near.
/// </summary>
internal abstract class BinaryRows
{
    public const int FrontColumn = 0;
    public const int BackColumn = 1;
    public const int VectorColumn = 2;

    public const int FrontWords = SlicedHamming.Bits / 64;

    public static BinaryRows Create(VectorStorage storage, SignEncoder encoder) => storage switch
    {
        VectorStorage.Int8 => new BinaryRows<Int8Form>(encoder),
        VectorStorage.Float16 => new BinaryRows<Float16Form>(encoder),
        VectorStorage.Float32 => new BinaryRows<Float32Form>(encoder),
        VectorStorage.None => new BinaryRows<NoForm>(encoder),
        _ => throw new ArgumentOutOfRangeException(nameof(storage), storage, "There is no such storage."),
    };

    public abstract RowTable Table { get; }

    public abstract void Write(long key, ReadOnlySpan<float> vector, float scale);

    /// <summary>Writes all columns of a row, one after the other.</summary>
    public abstract void WriteRow(ReadOnlySpan<float> vector, float scale, Span<byte> row);

    /// <summary>Finds the rows closest to a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="code">Its code.</param>
    /// <param name="limits">How much to look at.</param>
    /// <param name="similarityMin">The least cosine to report.</param>
    /// <param name="destination">Receives the rows, closest first.</param>
    /// <returns>How many were written.</returns>
    public abstract int Search(
        scoped in ScoredQuery query, scoped ReadOnlySpan<ulong> code, BinaryLimits limits, float similarityMin,
        Span<Neighbor> destination);

    public abstract bool TryRead(int slot, Span<float> vector, out long key);
}
