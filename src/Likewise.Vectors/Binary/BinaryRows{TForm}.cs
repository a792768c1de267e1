using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Kernels;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Binary;

/// <summary>Rows of codes, and of vectors in one form. Their scales are worked out: rows are scored seldom.</summary>
internal sealed class BinaryRows<TForm>(SignEncoder encoder) : BinaryRows
    where TForm : struct, IVectorForm
{
    public override RowTable Table { get; } = new(
        new RowColumn(FrontWords * sizeof(ulong), IsSliced: true),
        new RowColumn((encoder.CodeWords - FrontWords) * sizeof(ulong)),
        new RowColumn(TForm.RowBytes(encoder.Dimension)));

    public override void Write(long key, ReadOnlySpan<float> vector, float scale)
    {
        Span<ulong> code = stackalloc ulong[encoder.CodeWords];
        encoder.Encode(vector, code);
        Table.Write(key, new NewRow(code, vector, scale));
    }

    public override void WriteRow(ReadOnlySpan<float> vector, float scale, Span<byte> row)
    {
        var codeBytes = encoder.CodeWords * sizeof(ulong);
        encoder.Encode(vector, MemoryMarshal.Cast<byte, ulong>(row[..codeBytes]));
        TForm.Write(vector, scale, row[codeBytes..]);
    }

    [SkipLocalsInit]
    public override int Search(
        scoped in ScoredQuery query, scoped ReadOnlySpan<ulong> code, BinaryLimits limits, float similarityMin,
        Span<Neighbor> destination)
    {
        Span<ulong> bits = stackalloc ulong[SlicedHamming.Bits];
        SlicedHamming.Spread(code, bits);
        Span<int> passed = stackalloc int[SlicedHamming.Bits + 1];
        passed.Clear();
        var gate = new FrontGate(
            passed,
            limits.Front.DistanceMax(similarityMin),
            limits.Front.DistanceMax(Math.Max(similarityMin, limits.AssuredSimilarity)),
            limits.LookedAtMax);
        var survivors = new SurvivorHeap(stackalloc ulong[limits.SurvivorsMax], limits.Whole.DistanceMax(similarityMin));
        scoped var nearest = new NearestList(destination, similarityMin);
        new BinaryScan<TForm>(Table.Blocks, query, bits, code[FrontWords..], similarityMin, limits)
            .Run(ref gate, ref survivors, ref nearest);
        return nearest.Count;
    }

    public override bool TryRead(int slot, Span<float> vector, out long key)
    {
        var (block, row) = (Table.Blocks[slot / RowTable.BlockRows], slot % RowTable.BlockRows);
        var stamp = block.Stamp(row);
        key = block.Key(row);
        if (!TForm.IsKept || !RowBlock.IsWhole(stamp))
            return false;

        ReadOnlySpan<byte> stored = block.Row<byte>(VectorColumn, row);
        TForm.Read(stored, TForm.ScaleOf(stored), vector);
        return block.IsStill(row, stamp);
    }

    private readonly ref struct NewRow(ReadOnlySpan<ulong> code, ReadOnlySpan<float> vector, float scale) : IRow
    {
        private readonly ReadOnlySpan<ulong> _code = code;
        private readonly ReadOnlySpan<float> _vector = vector;

        public void Write(RowBlock block, int row)
        {
            block.WriteSliced(FrontColumn, row, _code[..FrontWords]);
            _code[FrontWords..].CopyTo(block.Row<ulong>(BackColumn, row));
            TForm.Write(_vector, scale, block.Row<byte>(VectorColumn, row));
        }
    }
}
