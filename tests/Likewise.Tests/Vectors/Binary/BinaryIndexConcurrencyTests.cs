using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Binary;

public sealed class BinaryIndexConcurrencyTests
{
    /// <summary>By more than this the quantiser moves no cosine of these vectors.</summary>
    private const double Int8Tolerance = 0.01;

    [Fact]
    public async Task A_search_never_reports_a_half_written_vector_or_another_rows_score()
    {
        // Few keys of long vectors, so that nearly every write meets a search in the same row; keys come and go in the rows of
        // others.
        var stress = new IndexStress(Create(512), keys: IndexStress.Staying + 6, steps: 12_000, Int8Tolerance);
        await stress.RunAsync(removeShare: _ => 4);
    }

    [Fact]
    public async Task A_search_loses_nothing_while_the_index_grows_and_shrinks()
    {
        // Waves from a dozen keys to thousands and back, so that blocks are built, copied and left behind under the readers.
        var stress = new IndexStress(Create(32), keys: 3_000, steps: 48_000, Int8Tolerance);
        await stress.RunAsync(removeShare: step => step / 4_000 % 2 == 0 ? 1 : 9);
    }

    private static BinaryIndex Create(int dimension) => new(new SignEncoder(dimension, codeBits: 128));
}
