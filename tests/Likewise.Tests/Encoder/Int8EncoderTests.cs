using System.Numerics.Tensors;
using Likewise.Encoder;
using Likewise.Tests.Encoder.Reference;

namespace Likewise.Tests.Encoder;

/// <summary>The default model in bytes: near the reference, and of a text alone, as in float32.</summary>
public class Int8EncoderTests
{
    private static readonly string[] Texts =
    [
        "", "one", "Which trains go to Lisbon on Sunday?", string.Join(' ', Enumerable.Repeat("tea", 300)), "東京 🚀", "one",
        "How do I reset my password?", "a b c d e f g", string.Join(' ', Enumerable.Repeat("a longer text", 20)),
    ];

    private static readonly SentenceEncoder Encoder = Load(InstructionSets.Best);

    [Fact]
    public void Vectors_are_near_the_recorded_ones_of_the_slow_reference()
    {
        var cosines = Recording.Read().Select(recorded =>
            TensorPrimitives.CosineSimilarity<float>(recorded.ReadVector(), Embed(Encoder, recorded.Text))).ToList();
        Assert.InRange(cosines.Min(), 0.99f, 1.0001f);
        Assert.InRange(cosines.Average(), 0.997f, 1.0001f);
    }

    [Fact]
    public async Task A_text_has_the_same_vector_bit_for_bit_alone_and_in_a_batch()
    {
        // Long enough that one batch takes several passes, and that texts stand in every place of one.
        string[] all = [.. Texts, .. Texts.Reverse(), .. Texts, .. Texts];
        var batch = new float[all.Length * 384];
        var usage = await Encoder.EmbedAsync(all, batch, TestContext.Current.CancellationToken);
        Assert.Equal(4, usage.Truncated);
        for (var i = 0; i < all.Length; i++)
            Assert.Equal(Embed(Encoder, all[i]), batch[(i * 384)..((i + 1) * 384)]);
    }

    [Fact]
    public void A_text_has_the_same_vector_bit_for_bit_whatever_runs_beside_it()
    {
        var expected = Texts.Select(text => Embed(Encoder, text)).ToArray();
        Parallel.For(0, 40, i => Assert.Equal(expected[i % Texts.Length], Embed(Encoder, Texts[i % Texts.Length])));
        Assert.Equal(0, Encoder.WorkspacesLent);
    }

    [Fact]
    public void Every_vector_is_finite_and_has_length_one()
    {
        foreach (var text in Texts)
            Assert.Equal(1f, TensorPrimitives.Norm<float>(Embed(Encoder, text)), 1e-5f);
    }

    [Fact]
    public void Every_instruction_set_gives_nearly_the_same_vectors()
    {
        foreach (var set in InstructionSets.Supported)
        {
            using var encoder = Load(set);
            foreach (var text in Texts.Where(text => text.Length < 100))
                Assert.InRange(
                    TensorPrimitives.CosineSimilarity<float>(Embed(encoder, text), Embed(Encoder, text)), 0.998, 1.00001);
        }
    }

    [Fact]
    public void Bytes_are_the_default_and_the_identity_is_another_than_that_of_float32()
    {
        Assert.Equal(EncoderPrecision.Int8, new EncoderOptions().Precision);
        using var floats = SentenceEncoder.Load(
            DefaultModel.Directory, new EncoderOptions { Precision = EncoderPrecision.Float32 });
        Assert.Equal(floats.Identity with { Revision = floats.Identity.Revision + "+int8" }, Encoder.Identity);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => SentenceEncoder.Load(DefaultModel.Directory, new EncoderOptions { Precision = (EncoderPrecision)7 }));
    }

    [Theory]
    [InlineData("gelu", TokenPooling.Mean)]
    [InlineData("gelu_new", TokenPooling.Cls)]
    [InlineData("relu", TokenPooling.Mean)]
    public void A_model_of_odd_sizes_is_near_the_slow_reference(string activation, TokenPooling pooling)
    {
        using var model = new SyntheticModel();
        model.Config["hidden_act"] = activation;
        model.Write();
        var slow = new SlowBert(model.Directory, "model.safetensors");
        var tokenizer = new SlowTokenizer(Path.Combine(model.Directory, "tokenizer.json"));
        foreach (var set in InstructionSets.Supported)
        {
            var options = new EncoderOptions { Precision = EncoderPrecision.Int8, Pooling = pooling };
            using var encoder = EncoderLoader.Load(model.Directory, options, set);
            foreach (var text in new[] { "", "cat", "The cat sat on a mat, the dogs" })
            {
                float[] expected =
                    [.. slow.Embed(tokenizer.Encode(text, 20), pooling == TokenPooling.Cls).Select(value => (float)value)];
                // A wrong formula gives another direction altogether.
                Assert.InRange(TensorPrimitives.CosineSimilarity<float>(expected, Embed(encoder, text)), 0.995, 1.00001);
            }
        }
    }

    [Fact]
    public async Task Embedding_allocates_nothing_once_warm()
    {
        using var model = new SyntheticModel().Write();
        using var encoder = SentenceEncoder.Load(model.Directory, new EncoderOptions { Precision = EncoderPrecision.Int8 });
        string[] texts = [.. Enumerable.Repeat("The cát sat on a mat, 中国?", 9)];
        var vectors = new float[9 * 24];
        for (var i = 0; i < 3; i++) await encoder.EmbedAsync(texts, vectors, TestContext.Current.CancellationToken);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) await encoder.EmbedAsync(texts, vectors, TestContext.Current.CancellationToken);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SentenceEncoder Load(InstructionSet set) =>
        EncoderLoader.Load(
            DefaultModel.Directory, new EncoderOptions { Precision = EncoderPrecision.Int8, PackedCache = false }, set);

    private static float[] Embed(SentenceEncoder encoder, string text)
    {
        var vector = new float[encoder.Identity.Dimension];
        encoder.Embed(text, vector);
        return vector;
    }
}
