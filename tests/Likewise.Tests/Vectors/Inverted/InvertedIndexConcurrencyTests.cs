using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Inverted;

public sealed class InvertedIndexConcurrencyTests
{
    /// <summary>By more than this the quantiser moves no cosine of these vectors.</summary>
    private const double Int8Tolerance = 0.01;

    [Fact]
    public async Task A_search_never_reports_a_half_written_vector_or_another_rows_score()
    {
        // Few keys of long vectors, so that nearly every write meets a search in the same row.
        var index = Create(512);
        var stress = new IndexStress(index, keys: IndexStress.Staying + 6, steps: 12_000, Int8Tolerance);
        await stress.RunAsync(removeShare: _ => 4);
        InvertedAssert.IsWhole(index);
    }

    [Fact]
    public async Task A_search_loses_nothing_while_cells_come_and_go()
    {
        // Waves from a dozen keys to thousands and back: rows come to cells, cells are found anew, and left, under the readers.
        var index = Create(32);
        var stress = new IndexStress(index, keys: 6_000, steps: 60_000, Int8Tolerance);
        await stress.RunAsync(removeShare: step => step / 10_000 % 2 == 0 ? 1 : 9);
        await index.SettleAsync(TestContext.Current.CancellationToken);
        InvertedAssert.IsWhole(index);
    }

    [Fact]
    public async Task A_search_loses_nothing_while_all_rows_change_their_cells()
    {
        var index = Create(32);
        var stress = new IndexStress(index, keys: 8_000, steps: 60_000, Int8Tolerance);
        await stress.RunAsync(removeShare: step => step < 10_000 ? 0 : 5);
        await index.SettleAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(index.State.Cells);
        InvertedAssert.IsWhole(index);
    }

    private static InvertedIndex Create(int dimension) =>
        new(new SignEncoder(dimension, codeBits: 128), new() { CellsFrom = 1024 });
}
