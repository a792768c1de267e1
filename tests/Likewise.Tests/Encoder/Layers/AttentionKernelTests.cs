using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Layers;

/// <summary>One head of attention against its definition, at every length that meets the end of a register or a tile.</summary>
public class AttentionKernelTests
{
    public static TheoryData<string> Sets => [.. InstructionSets.Supported.Select(set => set.ToString())];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Attention_equals_its_definition(string set)
    {
        for (var tokens = 1; tokens <= 67; tokens++)
        {
            // Each size runs over all its remainders: widths of 1 to 37, hidden sizes that leave something between the parts.
            var width = tokens * 7 % 37 + 1;
            var shape = new AttentionShape(tokens, width, width + tokens % 3, 3 * width + 11, width + tokens % 5);
            AssertAttention(shape, Values(shape, 2, tokens), Enum.Parse<InstructionSet>(set));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Scores_that_are_far_apart_overflow_nowhere(string set)
    {
        foreach (var tokens in new[] { 1, 2, 9, 33 })
        {
            var shape = new AttentionShape(tokens, 8, 8, 24, 8);
            AssertAttention(shape, Values(shape, 40, tokens), Enum.Parse<InstructionSet>(set));
        }
    }

    [Fact]
    public void Operands_that_are_too_short_are_refused()
    {
        var shape = new AttentionShape(3, 4, 4, 12, 4);
        void Apply(int projected, int mixed, int scratch) => AttentionKernel.Apply(
            shape, new float[projected], new float[mixed], new float[scratch], InstructionSets.Best);
        var scratch = AttentionKernel.ScratchLength(3, 4);
        Apply(36, 12, scratch);
        Assert.ThrowsAny<Exception>(() => Apply(35, 12, scratch));
        Assert.ThrowsAny<Exception>(() => Apply(36, 11, scratch));
        Assert.ThrowsAny<Exception>(() => Apply(36, 12, scratch - 1));
    }

    private static void AssertAttention(AttentionShape shape, float[] projected, InstructionSet set)
    {
        float[] mixed = [.. Enumerable.Repeat(float.NaN, shape.Tokens * shape.MixedStride)];
        var scratch = new float[AttentionKernel.ScratchLength(shape.Tokens, shape.Width)];
        AttentionKernel.Apply(shape, projected, mixed, scratch, set);
        for (var query = 0; query < shape.Tokens; query++)
        {
            var weights = new double[shape.Tokens];
            for (var key = 0; key < shape.Tokens; key++)
            {
                for (var i = 0; i < shape.Width; i++)
                    weights[key] += (double)projected[query * shape.Stride + i]
                        * projected[key * shape.Stride + shape.Hidden + i];
            }
            var largest = weights.Max();
            weights = [.. weights.Select(score => Math.Exp(score - largest))];
            for (var i = 0; i < shape.Width; i++)
            {
                var expected = weights.Select(
                    (weight, key) => weight * projected[key * shape.Stride + 2 * shape.Hidden + i]).Sum() / weights.Sum();
                // A score of s has lost some 1e-7 s, and its power as much of itself.
                Assert.Equal(expected, mixed[query * shape.MixedStride + i], 2e-5 * (1 + Math.Abs(largest)));
            }
            // What lies between the rows is not the kernel's to write.
            Assert.All(
                mixed[(query * shape.MixedStride + shape.Width)..((query + 1) * shape.MixedStride)],
                value => Assert.Equal(float.NaN, value));
        }
    }

    private static float[] Values(AttentionShape shape, float range, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, shape.Tokens * shape.Stride).Select(_ => (random.NextSingle() * 2 - 1) * range)];
    }
}
