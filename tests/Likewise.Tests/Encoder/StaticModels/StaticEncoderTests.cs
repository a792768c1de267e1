using System.Numerics.Tensors;
using Likewise.Encoder;

namespace Likewise.Tests.Encoder.StaticModels;

public class StaticEncoderTests
{
    [Theory]
    [InlineData("F32")]
    [InlineData("F16")]
    [InlineData("I8")]
    public void A_texts_vector_is_the_mean_of_its_pieces(string type)
    {
        using var file = new StaticFile();
        file.Tensors["embeddings"] = file.Tensors["embeddings"] with { Type = type };
        var encoder = StaticEncoder.Load(file.Write().Directory);
        AssertDirection(encoder, "cat dog", 3, 4);
        AssertDirection(encoder, "Cats!", 4, 0); // "!" is unknown and counts for nothing.
    }

    [Theory]
    [InlineData("I32", "F32")]
    [InlineData("I64", "F64")]
    public void Weights_and_mapping_are_by_id(string integers, string floats)
    {
        using var file = new StaticFile();
        file.Add("embeddings", "F32", [2, 2], [1, 0, 0, 1]);
        file.Add("mapping", integers, [6], [0, 0, 1, 1, 0, 0]);
        file.Add("weights", floats, [6], [1, 3, 4, 8, 1, 1]);
        var encoder = StaticEncoder.Load(file.Write().Directory);
        AssertDirection(encoder, "cat dog", 3, 4);
        AssertDirection(encoder, "cats", 3, 8);
    }

    [Fact]
    public void Every_text_has_a_direction_and_unknown_ones_their_own()
    {
        using var file = new StaticFile();
        file.Add("embeddings", "F32", [6, 256], [.. Enumerable.Range(0, 6 * 256).Select(i => Math.Sin(i))]);
        var encoder = StaticEncoder.Load(file.Write().Directory);
        string[] texts = ["", "☃", "xyz", "xyzz", "\uD800", "cat", "\u0000", "語 語"];
        var vectors = texts.Select(text => Embed(encoder, text)).ToArray();
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.InRange(TensorPrimitives.Norm<float>(vectors[i]), 0.99999f, 1.00001f);
            Assert.Equal(vectors[i], Embed(encoder, texts[i]));
            for (var j = 0; j < i; j++)
                Assert.InRange(TensorPrimitives.Dot<float>(vectors[i], vectors[j]), -0.3f, 0.3f);
        }
    }

    [Fact]
    public void Pieces_that_take_each_other_away_leave_no_rounding_as_a_direction()
    {
        using var file = new StaticFile();
        var encoder = StaticEncoder.Load(file.Write().Directory);
        // anti + ##cat = (-3, 0) + (3, 0).
        Assert.All(Embed(encoder, "anticat"), value => Assert.Equal(Math.Sqrt(0.5), Math.Abs(value), 1e-6));
    }

    [Fact]
    public async Task Batches_limits_and_identity_are_those_of_an_embedder()
    {
        using var file = new StaticFile();
        var encoder = StaticEncoder.Load(file.Write().Directory, maxTokens: 2);
        var identity = encoder.Identity;
        Assert.Equal(("small-static", "static", "", 2, 2),
            (identity.Model, identity.Pooling, identity.Prefix, identity.Dimension, identity.MaxTokens));
        var vectors = new float[4];
        var usage = await encoder.EmbedAsync(new[] { "cat", "dog dog cats" }, vectors, TestContext.Current.CancellationToken);
        Assert.Equal(new EmbeddingUsage(3, 1), usage);
        Assert.Equal([1, 0, 0, 1], vectors);
        Assert.Throws<ArgumentException>(() => encoder.Embed("cat", new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StaticEncoder.Load(file.Directory, maxTokens: 0));
        Assert.IsType<StaticEncoder>(LocalEmbedder.Load(file.Directory));
        file.Add("weights", "F32", [6], [1, 1, 1, 1, 1, 2]);
        Assert.NotEqual(identity, StaticEncoder.Load(file.Write().Directory, maxTokens: 2).Identity);
    }

    [Fact]
    public void Embedding_allocates_nothing()
    {
        using var file = new StaticFile();
        var encoder = StaticEncoder.Load(file.Write().Directory);
        var vector = new float[2];
        encoder.Embed("the cats, the dogs ☃", vector);
        var before = GC.GetAllocatedBytesForCurrentThread();
        encoder.Embed("the cats, the dogs ☃", vector);
        encoder.Embed("☃", vector);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("embeddings", "F32", new[] { 12 }, "a table was expected")]
    [InlineData("embeddings", "F32", new[] { 3, 4 }, "has the id 3")]
    [InlineData("embeddings", "I32", new[] { 6, 2 }, "is I32")]
    [InlineData("mapping", "I32", new[] { 12 }, "names a row")]
    [InlineData("mapping", "F32", new[] { 12 }, "I32 or I64")]
    [InlineData("weights", "F32", new[] { 12 }, "has the shape [12]")]
    public void A_table_that_cannot_be_used_is_named(string tensor, string type, int[] shape, string fault)
    {
        using var file = new StaticFile();
        file.Add(tensor, type, shape, [.. Enumerable.Range(0, 12).Select(i => (double)i)]);
        var refusal = Assert.Throws<ModelException>(() => StaticEncoder.Load(file.Write().Directory));
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertDirection(StaticEncoder encoder, string text, double x, double y)
    {
        var vector = Embed(encoder, text);
        var length = Math.Sqrt(x * x + y * y);
        Assert.Equal(x / length, vector[0], 1e-6);
        Assert.Equal(y / length, vector[1], 1e-6);
    }

    private static float[] Embed(StaticEncoder encoder, string text)
    {
        var vector = new float[encoder.Identity.Dimension];
        encoder.Embed(text, vector);
        return vector;
    }
}
