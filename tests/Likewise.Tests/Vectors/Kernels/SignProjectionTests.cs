using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class SignProjectionTests
{
    private const int LengthMax = 257;

    [Fact]
    public void Every_instruction_set_gives_the_sign_of_each_product_at_every_length_and_offset()
    {
        var random = new Random(1);
        var values = Values(random, LengthMax + 3);
        var panels = Values(random, (LengthMax * SignProjection.Width) + 17);
        for (var length = 1; length <= LengthMax; length++)
        {
            var vector = values.AsSpan(length % 4, length);
            AssertAllTellTheSigns(vector, panels.AsSpan(length % 17, length * SignProjection.Width));
        }
    }

    [Fact]
    public void Nothing_has_no_negative_sign() => Assert.All(Words([], []), word => Assert.Equal(0UL, word));

    private static void AssertAllTellTheSigns(ReadOnlySpan<float> vector, ReadOnlySpan<float> panel)
    {
        var words = Words(vector, panel);
        for (var direction = 0; direction < SignProjection.Width; direction++)
        {
            double product = 0, magnitude = 0;
            for (var i = 0; i < vector.Length; i++)
            {
                var term = (double)vector[i] * panel[(i * SignProjection.Width) + direction];
                product += term;
                magnitude += Math.Abs(term);
            }

            // A product within its rounding may fall on either side.
            var isPlain = Math.Abs(product) > Cosine.Tolerance(vector.Length) * magnitude;
            foreach (var word in words)
                Assert.True(!isPlain || (((word >> direction) & 1) != 0) == (product < 0), $"{direction}: {product}.");
        }
    }

    private static ulong[] Words(ReadOnlySpan<float> vector, ReadOnlySpan<float> panel) =>
    [
        SignProjectionScalar.Word(vector, panel), SignProjection128.Word(vector, panel), SignProjection256.Word(vector, panel),
        SignProjection512.Word(vector, panel), SignProjection.Word(vector, panel),
    ];

    private static float[] Values(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
