using Likewise.Vectors.Binary;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Graph;

/// <summary>Vectors in one form. Their scales are worked out: rows are scored seldom.</summary>
internal sealed class GraphVectors<TForm> : GraphVectors
    where TForm : struct, IVectorForm
{
    public override int RowBytes(int dimension) => TForm.RowBytes(dimension);

    public override void Write(ReadOnlySpan<float> vector, float scale, Span<byte> row) => TForm.Write(vector, scale, row);

    public override void Score(
        LayerView view, scoped ReadOnlySpan<ulong> found, scoped in ScoredQuery query, HammingBound bound,
        scoped ref NearestList nearest)
    {
        var (floor, distanceMax) = (nearest.Floor, bound.DistanceMax(nearest.Floor));
        foreach (var row in found)
        {
            if (nearest.Floor > floor)
                (floor, distanceMax) = (nearest.Floor, bound.DistanceMax(nearest.Floor));
            if (Frontier.DistanceOf(row) > distanceMax)
                break;

            var slot = Frontier.SlotOf(row);
            Score(view.BlockOf(slot), slot % RowTable.BlockRows, query, ref nearest);
        }

        GC.KeepAlive(view);
    }

    public override bool TryRead(LayerView view, int slot, Span<float> vector, out long key)
    {
        var (block, row) = (view.BlockOf(slot), slot % RowTable.BlockRows);
        var stamp = block.Stamp(row);
        key = block.Key(row);
        if (!RowBlock.IsWhole(stamp))
            return false;

        ReadOnlySpan<byte> stored = block.Row<byte>(GraphShape.VectorColumn, row);
        TForm.Read(stored, TForm.ScaleOf(stored), vector);
        return block.IsStill(row, stamp);
    }

    private static void Score(RowBlock block, int row, scoped in ScoredQuery query, scoped ref NearestList nearest)
    {
        var stamp = block.Stamp(row);
        if (!RowBlock.IsWhole(stamp))
            return;

        ReadOnlySpan<byte> vector = block.Row<byte>(GraphShape.VectorColumn, row);
        var similarity = TForm.Product(vector, query) * TForm.ScaleOf(vector);
        var neighbor = new Neighbor(block.Key(row), Math.Clamp(similarity, -1f, 1f));
        if (block.IsStill(row, stamp))
            nearest.Offer(neighbor);
    }
}
