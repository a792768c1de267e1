using Likewise.Vectors.Forms;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>Rows of vectors, each with its place: the number of the list that has its code.</summary>
internal abstract class InvertedRows(SignEncoder encoder)
{
    public const int VectorColumn = 0;
    public const int PlaceColumn = 1;

    public static InvertedRows Create(VectorStorage storage, SignEncoder encoder) => storage switch
    {
        VectorStorage.Int8 => new InvertedRows<Int8Form>(encoder),
        VectorStorage.Float16 => new InvertedRows<Float16Form>(encoder),
        VectorStorage.Float32 => new InvertedRows<Float32Form>(encoder),
        VectorStorage.None => throw new ArgumentOutOfRangeException(
            nameof(storage), storage, "Codes lead to cells, but vectors say what belongs to which: they are kept."),
        _ => throw new ArgumentOutOfRangeException(nameof(storage), storage, "There is no such storage."),
    };

    public SignEncoder Encoder { get; } = encoder;

    public RowTable NewTable() => new(new RowColumn(VectorBytes), new RowColumn(sizeof(int))) { KeepsSlots = true };

    /// <summary>Bytes of a vector as it is kept.</summary>
    public abstract int VectorBytes { get; }

    /// <summary>Writes a vector times a scale, which makes its length 1.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="row">Shape [<see cref="VectorBytes"/>].</param>
    public abstract void WriteVector(ReadOnlySpan<float> vector, float scale, Span<byte> row);

    /// <summary>Reads a row as it stands.</summary>
    /// <returns>False when there is none, or it was written meanwhile.</returns>
    public abstract bool TryRead(RowTable table, int slot, Span<float> vector, out long key, out ushort stamp);

    /// <inheritdoc cref="Binary.BinaryRows.Search"/>
    public abstract int Search(
        InvertedState state, scoped in ScoredQuery query, scoped ReadOnlySpan<ulong> code, InvertedLimits limits,
        float similarityMin, Span<Neighbor> destination);

    /// <summary>The place of a row: 0 in none, otherwise the number of a list. The writers' own.</summary>
    public static ref int PlaceOf(RowTable table, int slot) =>
        ref table.Blocks[slot / RowTable.BlockRows].Row<int>(PlaceColumn, slot % RowTable.BlockRows)[0];
}
