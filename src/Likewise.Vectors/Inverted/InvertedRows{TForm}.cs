using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Binary;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Inverted;

/// <summary>Rows of vectors in one form. Their scales are worked out: rows are scored seldom.</summary>
internal sealed class InvertedRows<TForm>(SignEncoder encoder) : InvertedRows(encoder)
    where TForm : struct, IVectorForm
{
    public override int VectorBytes => TForm.RowBytes(Encoder.Dimension);

    public override void WriteVector(ReadOnlySpan<float> vector, float scale, Span<byte> row) =>
        TForm.Write(vector, scale, row);

    public override bool TryRead(RowTable table, int slot, Span<float> vector, out long key, out ushort stamp)
    {
        (key, stamp) = (0, 0);
        if (slot >= table.Slots) // A list from a damaged file may say anything.
            return false;

        var (block, row) = (table.Blocks[slot / RowTable.BlockRows], slot % RowTable.BlockRows);
        stamp = block.Stamp(row);
        key = block.Key(row);
        if (!RowBlock.IsWhole(stamp))
            return false;

        ReadOnlySpan<byte> stored = block.Row<byte>(VectorColumn, row);
        TForm.Read(stored, TForm.ScaleOf(stored), vector);
        return block.IsStill(row, stamp);
    }

    [SkipLocalsInit]
    public override int Search(
        InvertedState state, scoped in ScoredQuery query, scoped ReadOnlySpan<ulong> code, InvertedLimits limits,
        float similarityMin, Span<Neighbor> destination)
    {
        Span<ulong> spread = stackalloc ulong[code.Length * Hamming.Lanes];
        Hamming.Spread(code, spread);
        var survivors = new SurvivorHeap(stackalloc ulong[limits.SurvivorsMax], limits.Whole.DistanceMax(similarityMin));
        scoped var nearest = new NearestList(destination, similarityMin);
        var scan = new InvertedScan<TForm>(state, query, code, spread, limits);
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
