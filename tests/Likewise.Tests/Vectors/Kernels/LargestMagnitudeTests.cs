using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class LargestMagnitudeTests
{
    private const int LengthMax = 257;
    private const int OffsetMax = 17;

    [Fact]
    public void Every_instruction_set_finds_it_at_every_length_and_offset()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, LengthMax + OffsetMax).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        for (var length = 0; length <= LengthMax; length++)
        {
            for (var offset = 0; offset < OffsetMax; offset++)
            {
                var vector = values.AsSpan(offset, length).ToArray();
                var expected = vector.Select(MathF.Abs).DefaultIfEmpty(0).Max();
                Assert.All(All(values.AsSpan(offset, length)), found => Assert.Equal(expected, found));
            }
        }
    }

    [Theory]
    [InlineData(-2f)]
    [InlineData(float.MaxValue)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.NaN)]
    public void One_that_stands_out_is_found_wherever_it_stands(float value)
    {
        for (var place = 0; place < LengthMax; place++)
        {
            var vector = Enumerable.Repeat(1f, LengthMax).ToArray();
            vector[place] = value;
            Assert.All(All(vector), found => Assert.Equal(MathF.Abs(value), found));
        }
    }

    private static float[] All(ReadOnlySpan<float> vector) =>
    [
        LargestMagnitudeScalar.Of(vector), LargestMagnitude128.Of(vector), LargestMagnitude256.Of(vector),
        LargestMagnitude512.Of(vector), LargestMagnitude.Of(vector),
    ];
}
