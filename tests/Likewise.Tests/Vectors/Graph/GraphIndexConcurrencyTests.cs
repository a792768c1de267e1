using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Graph;

public sealed class GraphIndexConcurrencyTests
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
        // Waves from a dozen keys to thousands and back, so that graphs are built, moved and left behind under the readers.
        var index = Create(32);
        var stress = new IndexStress(index, keys: 3_000, steps: 24_000, Int8Tolerance);
        await stress.RunAsync(removeShare: step => step / 4_000 % 2 == 0 ? 1 : 9);
        GraphAssert.IsSound(index);
    }

    [Fact]
    public async Task Several_threads_build_one_graph()
    {
        var topics = new TopicVectors(seed: 5, topics: 40, dimension: 64);
        var vectors = topics.Next(6_000);
        var index = Create(64);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(() =>
        {
            for (var key = part; key < vectors.Length; key += 4)
                index.Add(key, vectors[key]);
        })));

        Assert.Equal(vectors.Length, index.Count);
        GraphAssert.IsSound(index);
        var nearest = new Neighbor[1];
        var missed = 0;
        for (var key = 0; key < vectors.Length; key += 10)
        {
            var found = index.Search(vectors[key], 0.95f, nearest);
            missed += found == 1 && nearest[0].Key == key ? 0 : 1;
        }

        Assert.InRange(missed, 0, 6); // Of 600.
    }

    private static GraphIndex Create(int dimension) => new(new SignEncoder(dimension, codeBits: 128));
}
