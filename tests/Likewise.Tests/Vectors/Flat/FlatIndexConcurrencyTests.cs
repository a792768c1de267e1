using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Flat;

public sealed class FlatIndexConcurrencyTests
{
    [Theory]
    [InlineData(VectorStorage.Float32, 0)]
    [InlineData(VectorStorage.Float16, 1e-4)]
    [InlineData(VectorStorage.Int8, 0.01)]
    public async Task A_search_never_reports_a_half_written_vector_or_another_rows_score(VectorStorage storage, double tolerance)
    {
        // Few keys of long vectors, so that nearly every write meets a search in the same row; keys come and go in the rows of
        // others.
        var stress = new IndexStress(
            new FlatIndex(1024, storage), keys: IndexStress.Staying + 6, steps: 20_000, tolerance);
        await stress.RunAsync(removeShare: _ => 4);
    }

    [Fact]
    public async Task A_search_loses_nothing_while_the_index_grows_and_shrinks()
    {
        // Waves from a dozen keys to thousands and back, so that blocks are built, copied and left behind under the readers.
        var stress = new IndexStress(new FlatIndex(32), keys: 3_000, steps: 48_000);
        await stress.RunAsync(removeShare: step => step / 4_000 % 2 == 0 ? 1 : 9);
    }
}
