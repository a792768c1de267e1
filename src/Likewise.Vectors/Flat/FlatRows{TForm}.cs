using System.Runtime.CompilerServices;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Flat;

/// <summary>Rows of vectors, one after the other, and of their scales where the form has them.</summary>
internal sealed class FlatRows<TForm> : FlatRows
    where TForm : struct, IVectorForm
{
    private const int VectorColumn = 0;
    private const int ScaleColumn = 1;

    public FlatRows(int dimension) =>
        Table = TForm.HasScale
            ? new RowTable(new(TForm.RowBytes(dimension)), new(sizeof(float)))
            : new RowTable(new RowColumn(TForm.RowBytes(dimension)));

    public override RowTable Table { get; }

    public override void Write(long key, ReadOnlySpan<float> vector, float scale) =>
        Table.Write(key, new NewRow(vector, scale));

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

    // Optimised from its first call: in the first tier this loop takes three times as long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scan(RowBlock block, scoped in ScoredQuery query, ref NearestList nearest)
    {
        for (var row = 0; row < block.Rows; row++)
        {
            var stamp = block.Stamp(row);
            if (!RowBlock.IsWhole(stamp))
                continue;

            var similarity = TForm.Product(block.Row<byte>(VectorColumn, row), query) * ScaleOf(block, row);
            similarity = Math.Clamp(similarity, -1f, 1f);
            if (similarity < nearest.Floor)
                continue;

            var neighbor = new Neighbor(block.Key(row), similarity);
            if (block.IsStill(row, stamp))
                nearest.Offer(neighbor);
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
