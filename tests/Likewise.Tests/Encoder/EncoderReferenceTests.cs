using System.Numerics.Tensors;
using Likewise.Encoder;
using Likewise.Tests.Encoder.Reference;

namespace Likewise.Tests.Encoder;

public class EncoderReferenceTests
{
    private static readonly IReadOnlyList<RecordedText> Recorded = Recording.Read();

    [Fact]
    public void Vectors_equal_the_recorded_ones_of_the_slow_reference()
    {
        Assert.True(Recorded.Count >= 200);
        foreach (var recorded in Recorded)
        {
            var cosine = TensorPrimitives.CosineSimilarity<float>(recorded.ReadVector(), DefaultModel.Embed(recorded.Text));
            Assert.True(cosine >= 0.99999, $"cosine {cosine} for '{Shorten(recorded.Text)}'");
        }
    }

    [Fact]
    public void Ids_equal_the_recorded_ones_of_the_slow_tokenizer()
    {
        var tokenizer = TokenizerReader.Read(
            Path.Combine(DefaultModel.Directory, "tokenizer.json"), rows: 30_522, maxTokens: 256);
        var ids = new int[256];
        foreach (var recorded in Recorded)
            Assert.Equal(recorded.Ids, ids[..tokenizer.Encode("", recorded.Text, ids, out _)]);
    }

    [Fact]
    public void Every_vector_has_length_one()
    {
        foreach (var recorded in Recorded)
            Assert.Equal(1f, TensorPrimitives.Norm<float>(DefaultModel.Embed(recorded.Text)), 1e-5f);
    }

    [Fact]
    public void The_identity_names_model_weights_pooling_and_size() =>
        Assert.Equal(
            new EmbedderIdentity(
                "all-MiniLM-L6-v2", "6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d", "mean", "", 384, 256),
            DefaultModel.Encoder.Identity);

    [Fact]
    public void Every_instruction_set_gives_the_same_vectors_up_to_rounding()
    {
        foreach (var set in InstructionSets.Supported)
        {
            using var encoder = EncoderLoader.Load(
                DefaultModel.Directory, new EncoderOptions { Precision = EncoderPrecision.Float32, PackedCache = false }, set);
            foreach (var recorded in Recorded.Where((_, i) => i % 25 == 0))
            {
                var vector = new float[384];
                encoder.Embed(recorded.Text, vector);
                var cosine = TensorPrimitives.CosineSimilarity<float>(vector, DefaultModel.Embed(recorded.Text));
                Assert.InRange(cosine, 0.999999, 1.00001);
            }
        }
    }

    private static string Shorten(string text) => text[..Math.Min(text.Length, 60)];
}
