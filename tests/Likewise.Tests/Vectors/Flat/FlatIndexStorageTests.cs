using Likewise.Vectors;

namespace Likewise.Tests.Vectors.Flat;

public sealed class FlatIndexStorageTests
{
    [Theory]
    [InlineData(VectorStorage.Int8, 384, 0.003)]
    [InlineData(VectorStorage.Int8, 100, 0.006)]
    [InlineData(VectorStorage.Float16, 384, 1e-4)]
    [InlineData(VectorStorage.Float16, 3, 1e-3)]
    [InlineData(VectorStorage.Float32, 100, 1e-6)]
    public void Similarities_are_true_but_for_the_rounding_of_the_form(VectorStorage storage, int dimension, double tolerance)
    {
        var random = new RandomVectors(seed: dimension);
        var vectors = random.Next(1_500, dimension); // A whole block and a part of one, and parts of the rows scored together.
        var index = new FlatIndex(dimension, storage);
        for (var key = 0; key < vectors.Length; key++)
            index.Add(key, vectors[key]);
        for (var key = 0; key < vectors.Length; key += 3)
            index.Remove(key);

        for (var i = 0; i < 40; i++)
        {
            var query = random.NextAt(0.9, vectors[(i * 30) + 1]);
            var found = new Neighbor[5];
            Assert.Equal(5, index.Search(query, -1, found));
            Assert.All(found, neighbor =>
            {
                Assert.NotEqual(0, neighbor.Key % 3);
                Assert.Equal(Cosine.Of(vectors[neighbor.Key], query), neighbor.Similarity, tolerance);
                Assert.Equal(0, neighbor.Uncertainty);
            });
            var best = Enumerable.Range(0, vectors.Length).Where(key => key % 3 != 0)
                .Max(key => Cosine.Of(vectors[key], query));
            Assert.Equal(best, found[0].Similarity, tolerance);
        }
    }

    [Theory]
    [InlineData(VectorStorage.Int8)]
    [InlineData(VectorStorage.Float16)]
    [InlineData(VectorStorage.Float32)]
    public void A_vector_and_itself_score_1(VectorStorage storage)
    {
        var vector = new RandomVectors(seed: 1).Next(384);
        var index = new FlatIndex(384, storage);
        index.Add(7, vector);
        var found = new Neighbor[1];

        Assert.Equal(1, index.Search(vector, 0.999f, found));
        Assert.Equal(1, found[0].Similarity, storage == VectorStorage.Float16 ? 1e-4f : 1e-6f);
    }

    [Theory]
    [InlineData(VectorStorage.None)]
    [InlineData((VectorStorage)9)]
    public void A_form_without_vectors_is_refused(VectorStorage storage) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FlatIndex(8, storage));
}
