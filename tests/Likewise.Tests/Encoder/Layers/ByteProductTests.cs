using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Layers;

/// <summary>Products of bytes are whole numbers: every instruction set is held to the definition exactly, not nearly.</summary>
public class ByteProductTests
{
    public static TheoryData<string> Sets => [.. ByteSets.Supported.Select(set => set.ToString())];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_product_equals_its_definition_exactly(string set)
    {
        for (var size = 1; size <= 130; size++)
        {
            // Each size runs over all its remainders, each at another pace: every height of tile, every end of a group.
            var random = new Random(size);
            var weights = Weights(random, inputs: size, outputs: size % 67 + 1, largest: 1f);
            AssertProduct(random, weights, rows: size % 19 + 1, Enum.Parse<ByteSet>(set));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_largest_bytes_overflow_nowhere(string set)
    {
        foreach (var sign in new[] { 1f, -1f })
        {
            const int Inputs = 4_096, Outputs = 33;
            float[] weights = [.. Enumerable.Repeat(sign, Inputs * Outputs)];
            var right = new ByteWeights(new Dense(weights, new float[Outputs]), ByteInputs.Plain(Inputs));
            foreach (var zero in new[] { 0, 255 })
            {
                byte[] bytes = [.. Enumerable.Repeat((byte)(255 - zero), 2 * Inputs)];
                var actual = new float[2 * right.PaddedOutputs];
                var left = new ByteRows(bytes, [1f, 1f], [zero, zero], 2, Inputs);
                ByteProductKernel.Multiply(
                    left, right, actual, right.PaddedOutputs, ColumnRange.All(Outputs), Enum.Parse<ByteSet>(set));

                // One weight is 127 × its scale, 1/127.
                Assert.All(actual[..Outputs], value => Assert.Equal(sign * (255 - 2 * zero) * Inputs, value, 1f));
            }
        }
    }

    [Fact]
    public void A_packed_weight_is_the_nearest_multiple_of_its_outputs_scale()
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, 37 * 21).Select(i => (random.NextSingle() - 0.5f) * (i / 37 + 1))];
        var weights = new ByteWeights(new Dense(values, new float[21]), ByteInputs.Plain(37));
        for (var output = 0; output < 21; output++)
        {
            for (var input = 0; input < 37; input++)
            {
                var error = weights.Scales[output] * WeightAt(weights, output, input) - values[output * 37 + input];
                Assert.InRange(Math.Abs(error), 0, weights.Scales[output] * 0.501f);
            }
            Assert.Equal(
                127, Enumerable.Range(0, 37).Max(input => Math.Abs((int)WeightAt(weights, output, input))));
        }
    }

    [Fact]
    public void An_output_without_weights_is_its_bias()
    {
        var weights = new ByteWeights(new Dense([0, 0, 1e-35f, 0], [7, 8]), ByteInputs.Plain(2));
        var actual = new float[weights.PaddedOutputs];
        ByteProductKernel.Multiply(
            new ByteRows([255, 255, 0, 0], [1f], [3], 1, 4), weights, actual, weights.PaddedOutputs, ColumnRange.All(2),
            ByteSet.Scalar);
        Assert.Equal([7, 8], actual[..2]);
    }

    [Fact]
    public void What_the_means_of_the_inputs_contribute_is_in_the_bias()
    {
        var weights = new ByteWeights(new Dense([1, 2, 3, 4], [10, 20]), new ByteInputs([0.5f, -1], [1, 1]));
        Assert.Equal([10 + 0.5f - 2, 20 + 1.5f - 4], weights.Bias[..2]);
    }

    [Fact]
    public void The_weights_of_an_input_in_parts_come_nearer_together_than_one_could()
    {
        var random = new Random(6);
        float[] values = [.. Enumerable.Range(0, 9 * 5).Select(_ => random.NextSingle() - 0.5f)];
        var weights = new ByteWeights(new Dense(values, new float[5]), new ByteInputs(new float[9], [1, 1, 1, 4, 1, 1, 1, 1, 1]));
        Assert.Equal(12, weights.Inputs.Slots);
        for (var output = 0; output < 5; output++)
        {
            int[] parts = [.. new[] { 3, 9, 10, 11 }.Select(slot => (int)WeightAt(weights, output, slot))];
            var error = weights.Scales[output] * parts.Sum() / 4 - values[output * 9 + 3];
            Assert.InRange(Math.Abs(error), 0, weights.Scales[output] / 4 * 0.501f);
            Assert.Equal(weights.Sums[output], Enumerable.Range(0, 12).Sum(slot => (int)WeightAt(weights, output, slot)));
        }
    }

    [Fact]
    public void Operands_that_are_too_short_are_refused()
    {
        var weights = Weights(new Random(1), inputs: 9, outputs: 5, largest: 1f);
        void Multiply(int bytes, int rows, int stride, int destination, int columns = 32) => ByteProductKernel.Multiply(
            new ByteRows(new byte[bytes], new float[rows], new int[rows], 2, stride), weights, new float[destination], 32,
            new ColumnRange(0, columns), ByteSets.For(InstructionSets.Best));
        Multiply(24, 2, 12, 64);
        Assert.ThrowsAny<Exception>(() => Multiply(24, 2, 12, 64, columns: 64));
        Assert.ThrowsAny<Exception>(() => Multiply(23, 2, 12, 64));
        Assert.ThrowsAny<Exception>(() => Multiply(24, 1, 12, 64));
        Assert.ThrowsAny<Exception>(() => Multiply(24, 2, 9, 64));
        Assert.ThrowsAny<Exception>(() => Multiply(24, 2, 12, 63));
    }

    private static void AssertProduct(Random random, ByteWeights right, int rows, ByteSet set)
    {
        var (stride, gap) = (right.PaddedSlots + 4 * random.Next(3), right.PaddedOutputs + random.Next(4));
        var (bytes, scales, zeros) = (new byte[rows * stride], new float[rows], new int[rows]);
        random.NextBytes(bytes);
        for (var row = 0; row < rows; row++)
            (scales[row], zeros[row]) = (random.NextSingle() + 0.1f, random.Next(256));
        float[] actual = [.. Enumerable.Repeat(float.NaN, rows * gap)];
        // In one piece, or a panel or two at a time.
        var step = rows % 3 * PanelLayout.Width is > 0 and var some ? some : right.PaddedOutputs;
        for (var first = 0; first < right.PaddedOutputs; first += step)
            ByteProductKernel.Multiply(
                new ByteRows(bytes, scales, zeros, rows, stride), right, actual, gap,
                new ColumnRange(first, Math.Min(step, right.PaddedOutputs - first)), set);

        for (var row = 0; row < rows; row++)
        {
            for (var output = 0; output < right.Outputs; output++)
            {
                var sum = 0;
                for (var input = 0; input < right.Inputs.Slots; input++)
                    sum += (bytes[row * stride + input] - zeros[row]) * WeightAt(right, output, input);
                var scaled = sum * (right.Scales[output] * scales[row]);
                Assert.Equal(scaled + right.Bias[output], actual[row * gap + output]);
            }
            // What lies between the rows is not the product's to write.
            Assert.All(actual[(row * gap + right.PaddedOutputs)..((row + 1) * gap)], value => Assert.Equal(float.NaN, value));
        }
    }

    private static ByteWeights Weights(Random random, int inputs, int outputs, float largest)
    {
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2 - 1) * largest)];
        return new ByteWeights(new Dense(Values(inputs * outputs), Values(outputs)), ByteInputs.Plain(inputs));
    }

    private static sbyte WeightAt(ByteWeights weights, int output, int input)
    {
        var panel = output / 16 * 16 * weights.PaddedSlots;
        return weights.Panels[panel + input / 4 * 64 + output % 16 * 4 + input % 4];
    }
}
