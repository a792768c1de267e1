using System.Numerics;
using System.Runtime.Intrinsics;
using Likewise.Vectors.Kernels;

namespace Likewise.Tests.Vectors.Kernels;

public sealed class HadamardTests
{
    private delegate void Kernel(Span<float> elements, ReadOnlySpan<uint> turns);

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(512)]
    [InlineData(4096)]
    public void Every_set_gives_the_reference_to_the_bit(int length)
    {
        var random = new Random(length);
        var elements = Enumerable.Range(0, length).Select(i => i % 7 == 0 ? -0f : (float)random.NextDouble() - 0.5f).ToArray();
        var turns = Enumerable.Range(0, length).Select(_ => (uint)random.Next(2) << 31).ToArray();
        var expected = elements.ToArray();
        Hadamard.TransformScalar(expected, turns);

        foreach (var kernel in Kernels())
        {
            var found = elements.ToArray();
            kernel(found, turns);
            Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), found.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void An_element_is_the_sum_of_all_under_the_signs_of_its_walsh_function()
    {
        const int length = 64;
        var random = new Random(3);
        var elements = Enumerable.Range(0, length).Select(_ => (float)random.Next(-100, 100)).ToArray();
        var turns = Enumerable.Range(0, length).Select(_ => (uint)random.Next(2) << 31).ToArray();

        var found = elements.ToArray();
        Hadamard.Transform(found, turns);

        for (var row = 0; row < length; row++)
        {
            var sum = elements.Select((element, i) => Sign(row, i) * (turns[i] == 0 ? element : -element)).Sum();
            Assert.Equal(sum, found[row]);
        }

        static int Sign(int row, int i) => BitOperations.PopCount((uint)(row & i)) % 2 == 0 ? 1 : -1;
    }

    [Fact]
    public void Signs_are_those_of_the_reference()
    {
        var random = new Random(4);
        var elements = Enumerable.Range(0, 64).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        (elements[5], elements[6]) = (-0f, 0f);
        var expected = Signs.WordScalar(ref elements[0]);

        Assert.Equal(1u, (expected >> 5) & 3); // −0 is negative, 0 is not.
        Assert.Equal(expected, Signs.Word(ref elements[0]));
        Assert.Equal(expected, Signs.Word128(ref elements[0]));
        Assert.Equal(expected, Signs.Word256(ref elements[0]));
        Assert.Equal(expected, Signs.Word512(ref elements[0]));
    }

    private static IEnumerable<Kernel> Kernels()
    {
        yield return Hadamard.Transform;
        if (Vector128.IsHardwareAccelerated)
            yield return Hadamard.Transform<Floats128>;
        if (Vector256.IsHardwareAccelerated)
            yield return Hadamard.Transform<Floats256>;
        if (Vector512.IsHardwareAccelerated)
            yield return Hadamard.Transform<Floats512>;
    }
}
