using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Binary;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>Rows of vectors, or of what is kept of them, each with its place: the number of the list that has its code.</summary>
internal abstract class InvertedRows(SignEncoder encoder)
{
    public const int VectorColumn = 0;
    public const int PlaceColumn = 1;

    /// <exception cref="ArgumentException">The quantiser is missing, or of another dimension.</exception>
    public static InvertedRows Create(InvertedIndexOptions options, SignEncoder encoder) => options.Storage switch
    {
        VectorStorage.Int8 => new InvertedRows<Int8Form>(encoder),
        VectorStorage.Float16 => new InvertedRows<Float16Form>(encoder),
        VectorStorage.Float32 => new InvertedRows<Float32Form>(encoder),
        VectorStorage.None => new CodeRows(encoder),
        VectorStorage.Product when options.Quantizer?.Dimension == encoder.Dimension =>
            new ProductRows(encoder, new ProductCodes(options.Quantizer)),
        VectorStorage.Product => throw new ArgumentException(
            $"Product codes want a quantiser of {encoder.Dimension} elements.", nameof(options)),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Storage, "There is no such storage."),
    };

    public SignEncoder Encoder { get; } = encoder;

    /// <summary>Of a product quantiser, if rows are kept so.</summary>
    public virtual ProductCodes? Codes => null;

    /// <summary>Bytes of a vector as it is kept.</summary>
    public abstract int VectorBytes { get; }

    public RowTable NewTable() => new(new RowColumn(VectorBytes), new RowColumn(sizeof(int))) { KeepsSlots = true };

    /// <summary>Writes a vector times a scale, which makes its length 1.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="row">Shape [<see cref="VectorBytes"/>].</param>
    public abstract void WriteVector(ReadOnlySpan<float> vector, float scale, Span<byte> row);

    /// <summary>Reads a row as it stands.</summary>
    /// <returns>False when there is none, or it was written meanwhile.</returns>
    public bool TryRead(RowTable table, int slot, Span<float> vector, out long key, out ushort stamp)
    {
        (key, stamp) = (0, 0);
        if (slot >= table.Slots) // A list from a damaged file may say anything.
            return false;

        var (block, row) = (table.Blocks[slot / RowTable.BlockRows], slot % RowTable.BlockRows);
        stamp = block.Stamp(row);
        key = block.Key(row);
        if (!RowBlock.IsWhole(stamp))
            return false;

        Read(block.Row<byte>(VectorColumn, row), vector);
        return block.IsStill(row, stamp);
    }

    /// <inheritdoc cref="BinaryRows.Search"/>
    public abstract int Search(
        InvertedState state, scoped in ScoredQuery query, scoped ReadOnlySpan<ulong> code, InvertedLimits limits,
        float similarityMin, Span<Neighbor> destination);

    /// <summary>The place of a row: 0 in none, otherwise the number of a list. The writers' own.</summary>
    public static ref int PlaceOf(RowTable table, int slot) =>
        ref table.Blocks[slot / RowTable.BlockRows].Row<int>(PlaceColumn, slot % RowTable.BlockRows)[0];

    /// <summary>Reads a vector of length 1, or as near as what is kept of it comes.</summary>
    protected abstract void Read(ReadOnlySpan<byte> row, Span<float> vector);

    [SkipLocalsInit]
    protected static int Search<TScore>(
        TScore score, InvertedState state, scoped in ScoredQuery query, scoped ReadOnlySpan<ulong> code, InvertedLimits limits,
        float similarityMin, Span<Neighbor> destination)
        where TScore : struct, IRowScore, allows ref struct
    {
        Span<ulong> spread = stackalloc ulong[code.Length * Hamming.Lanes];
        Hamming.Spread(code, spread);
        var survivors = new SurvivorHeap(stackalloc ulong[limits.SurvivorsMax], limits.Whole.DistanceMax(similarityMin));
        scoped var nearest = new NearestList(destination, similarityMin);
        var scan = new InvertedScan<TScore>(score, state, query, code, spread, similarityMin, limits);
        if (Avx512BW.IsSupported)
            scan.Run<Hamming512>(ref survivors, ref nearest);
        else if (Avx2.IsSupported)
            scan.Run<Hamming256>(ref survivors, ref nearest);
        else if (Vector128.IsHardwareAccelerated)
            scan.Run<Hamming128>(ref survivors, ref nearest);
        else
            scan.Run<HammingScalar>(ref survivors, ref nearest);
        return nearest.Count;
    }
}
