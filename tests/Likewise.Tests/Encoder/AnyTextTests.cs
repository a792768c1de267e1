using System.Numerics.Tensors;
using Likewise.Encoder;
using Likewise.Tests.Encoder.Reference;

namespace Likewise.Tests.Encoder;

/// <summary>
/// Whatever is written, there is a vector of length 1, the same each time: texts that nobody would write, through both precisions
/// and every instruction set, on the small model, which is quick.
/// </summary>
public class AnyTextTests
{
    [Theory]
    [InlineData(EncoderPrecision.Int8)]
    [InlineData(EncoderPrecision.Float32)]
    public void Any_text_has_a_unit_vector_and_the_same_one_again(EncoderPrecision precision)
    {
        using var model = new SyntheticModel().Write();
        using var scalar = Load(model, precision, InstructionSet.Scalar);
        foreach (var set in InstructionSets.Supported)
        {
            var texts = new RandomTexts(seed: 7, words: ["cat", "dogs", "mat", "the"]);
            using var encoder = Load(model, precision, set);
            using var again = Load(model, precision, set);
            for (var i = 0; i < 400; i++)
            {
                var text = texts.Next();
                var vector = Embed(encoder, text);
                Assert.Equal(1f, TensorPrimitives.Norm<float>(vector), 1e-5f);
                Assert.Equal(vector, Embed(again, text));
                // Another set rounds otherwise; a byte beside its neighbour weighs most in a model as small as this.
                var least = precision == EncoderPrecision.Int8 ? 0.98f : 0.999f;
                Assert.InRange(TensorPrimitives.CosineSimilarity<float>(vector, Embed(scalar, text)), least, 1.00001f);
            }
        }
    }

    private static SentenceEncoder Load(SyntheticModel model, EncoderPrecision precision, InstructionSet set) =>
        EncoderLoader.Load(model.Directory, new EncoderOptions { Precision = precision }, set);

    private static float[] Embed(SentenceEncoder encoder, string text)
    {
        var vector = new float[encoder.Identity.Dimension];
        encoder.Embed(text, vector);
        return vector;
    }
}
