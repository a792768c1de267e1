using System.Runtime.Intrinsics.X86;
using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class Int8RoundingTests
{
    private const int LengthMax = 257;
    private const int OffsetMax = 17;

    [Fact]
    public void Every_instruction_set_gives_the_same_codes_and_the_same_sum_at_every_length_and_offset()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, LengthMax + OffsetMax).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        for (var length = 0; length <= LengthMax; length++)
        {
            for (var offset = 0; offset < OffsetMax; offset++)
                AssertAllAgree(values.AsSpan(offset, length), factor: 127);
        }
    }

    [Fact]
    public void Halves_go_to_the_even_number()
    {
        var halves = Enumerable.Range(-127, 254).Select(i => i + 0.5f).ToArray();
        var expected = halves.Select(half => (sbyte)Math.Round((double)half, MidpointRounding.ToEven)).ToArray();
        Assert.Contains((sbyte)2, expected);
        Assert.DoesNotContain((sbyte)3, expected);

        foreach (var (codes, _) in All(halves, factor: 1))
            Assert.Equal(expected, codes);
    }

    private static void AssertAllAgree(ReadOnlySpan<float> vector, float factor)
    {
        var square = 0.0;
        var expected = new sbyte[vector.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            expected[i] = (sbyte)MathF.Round(vector[i] * factor);
            square += (double)vector[i] * vector[i];
        }

        var all = All(vector, factor);
        Assert.Equal(square, all[0].Square, 1e-13 * vector.Length);
        foreach (var (codes, sum) in all)
        {
            Assert.Equal(expected, codes);
            Assert.Equal(all[0].Square, sum);
        }
    }

    private static List<(sbyte[] Codes, double Square)> All(ReadOnlySpan<float> vector, float factor)
    {
        var length = vector.Length;
        var codes = Enumerable.Range(0, 5).Select(_ => new sbyte[length]).ToArray();
        List<(sbyte[], double)> all =
        [
            (codes[0], Int8Rounding.Round<Int8RoundingScalar>(vector, factor, codes[0])),
            (codes[1], Int8Rounding.Round<Int8Rounding128>(vector, factor, codes[1])),
            (codes[2], Int8Rounding.Round(vector, factor, codes[2])),
        ];
        if (Avx.IsSupported)
            all.Add((codes[3], Int8Rounding.Round<Int8Rounding256>(vector, factor, codes[3])));
        if (Avx512F.IsSupported)
            all.Add((codes[4], Int8Rounding.Round<Int8Rounding512>(vector, factor, codes[4])));
        return all;
    }
}
