using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Flat;

/// <summary>Rows of vectors, one after the other, and of their scales where the form has them.</summary>
internal sealed class FlatRows<TForm> : FlatRows
    where TForm : struct, IVectorForm
{
    private const int VectorColumn = 0;
    private const int ScaleColumn = 1;
    private const int RowsAtOnce = 64;

    public FlatRows(int dimension) =>
        Table = TForm.HasScale
            ? new RowTable(new(TForm.RowBytes(dimension)), new(sizeof(float)))
            : new RowTable(new RowColumn(TForm.RowBytes(dimension)));

    public override RowTable Table { get; }

    public override void Write(long key, ReadOnlySpan<float> vector, float scale) =>
        Table.Write(key, new NewRow(vector, scale));

    public override void WriteRow(ReadOnlySpan<float> vector, float scale, Span<byte> row)
    {
        var rowScale = TForm.Write(vector, scale, row[..TForm.RowBytes(vector.Length)]);
        if (TForm.HasScale)
            MemoryMarshal.Write(row[^sizeof(float)..], rowScale);
    }

    public override void Scan(scoped in ScoredQuery query, ref NearestList nearest)
    {
        foreach (var block in Table.Blocks)
            Scan(block, query, ref nearest);
    }

    public override bool TryRead(int slot, Span<float> vector, out long key)
    {
        var (block, row) = (Table.Blocks[slot / RowTable.BlockRows], slot % RowTable.BlockRows);
        var stamp = block.Stamp(row);
        key = block.Key(row);
        if (!RowBlock.IsWhole(stamp))
            return false;

        TForm.Read(block.Row<byte>(VectorColumn, row), ScaleOf(block, row), vector);
        return block.IsStill(row, stamp);
    }

    /// <summary>Stamps first, then products of many rows, then those stamps again whose rows belong in the list.</summary>
    // Optimised from its first call: in the first tier this loop takes three times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scan(RowBlock block, scoped in ScoredQuery query, ref NearestList nearest)
    {
        Span<ushort> stamps = stackalloc ushort[RowsAtOnce];
        Span<float> products = stackalloc float[RowsAtOnce];
        for (var first = 0; first < block.Rows; first += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, block.Rows - first);
            for (var i = 0; i < rows; i++)
                stamps[i] = block.Stamp(first + i);

            TForm.Products(block.Slice<byte>(VectorColumn, first, rows), query, products[..rows]);
            for (var i = 0; i < rows; i++)
            {
                var similarity = Math.Clamp(products[i] * ScaleOf(block, first + i), -1f, 1f);
                if (!(similarity >= nearest.Floor) || !RowBlock.IsWhole(stamps[i]))
                    continue;

                var neighbor = new Neighbor(block.Key(first + i), similarity);
                if (block.IsStill(first + i, stamps[i]))
                    nearest.Offer(neighbor);
            }
        }

        block.KeepAlive();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float ScaleOf(RowBlock block, int row) =>
        TForm.HasScale ? Unsafe.Add(ref block.First<float>(ScaleColumn), row) : 1;

    private readonly ref struct NewRow(ReadOnlySpan<float> vector, float scale) : IRow
    {
        private readonly ReadOnlySpan<float> _vector = vector;

        public void Write(RowBlock block, int row)
        {
            var rowScale = TForm.Write(_vector, scale, block.Row<byte>(VectorColumn, row));
            if (TForm.HasScale)
                Unsafe.Add(ref block.First<float>(ScaleColumn), row) = rowScale;
        }
    }
}
