using System.Runtime.InteropServices;
using Likewise.Vectors;
using Likewise.Vectors.Forms;
using Likewise.Vectors.Inverted;

namespace Likewise.Tests.Vectors.Inverted;

public sealed class InvertedUpkeepTests
{
    private const int Dimension = 16;

    /// <summary>
    /// Goal: rows that change their slots while a list is on its way to cells are in one list each afterwards, and so they are
    /// saved. Method: upkeep reads a row of the list's third part, when two parts have come to cells; in that very moment three
    /// rows in four go, of cells and of the list alike. Of 2,048 rows enough stay for cells, of 3,072 too few.
    /// </summary>
    [Theory]
    [InlineData(1024, true)]
    [InlineData(2048, false)]
    public async Task Rows_that_move_while_a_list_is_on_its_way_are_in_one_list_each(int cellsFrom, bool keepsCells)
    {
        var options = new InvertedIndexOptions { CellsFrom = cellsFrom };
        var rows = new WatchedRows(new SignEncoder(Dimension));
        var limits = new InvertedLimits(options, rows.Encoder.CodeBits);
        var store = new InvertedStore(rows, limits);
        var upkeep = new Upkeep(store, limits);
        var vectors = new RandomVectors(seed: 5);
        await FillAsync(cellsFrom);
        Assert.NotNull(store.State.Cells);

        var reads = 0;
        rows.WhileReading = () =>
        {
            if (++reads == (2 * InvertedLimits.RowsAtOnce) + 1)
                RemoveUntilRowsMove();
        };
        await FillAsync(InvertedLimits.TailRows);

        Assert.Equal((1, keepsCells), (store.Moves, store.State.Cells is not null));
        InvertedAssert.IsWhole(store.State);
        var frozen = store.Freeze();
        Assert.Equal(store.State.Table.Count, frozen.Lists.Sum(list => list.Count));
        store.Thaw(frozen);

        Task FillAsync(int count)
        {
            lock (store.Writing)
            {
                for (var end = store.State.Table.Count + count; store.State.Table.Count < end;)
                    Add(store.State.Table.Count);
                return upkeep.Settled;
            }
        }

        void Add(int key)
        {
            var vector = vectors.Next(Dimension);
            var code = new ulong[rows.Encoder.CodeWords];
            rows.Encoder.Encode(vector, code);
            if (store.Write(key, code, MemoryMarshal.AsBytes<float>(vector)))
                upkeep.Start();
        }

        void RemoveUntilRowsMove()
        {
            lock (store.Writing)
            {
                for (var key = 0; store.Moves == 0; key++)
                {
                    if (key % 4 != 0)
                        Assert.True(store.Remove(key));
                }
            }
        }
    }

    /// <summary>Rows in single precision, which tell when they are read.</summary>
    private sealed class WatchedRows(SignEncoder encoder) : InvertedRows(encoder)
    {
        public Action? WhileReading { get; set; }

        public override int VectorBytes => Encoder.Dimension * sizeof(float);

        public override void WriteVector(ReadOnlySpan<float> vector, float scale, Span<byte> row) =>
            throw new NotSupportedException();

        public override int Search(
            InvertedState state, scoped in ScoredQuery query, scoped ReadOnlySpan<ulong> code, InvertedLimits limits,
            float similarityMin, Span<Neighbor> destination) => throw new NotSupportedException();

        protected override void Read(ReadOnlySpan<byte> row, Span<float> vector)
        {
            MemoryMarshal.Cast<byte, float>(row).CopyTo(vector);
            WhileReading?.Invoke();
        }
    }
}
