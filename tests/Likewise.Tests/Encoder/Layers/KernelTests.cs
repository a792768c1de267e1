using Likewise.Encoder;

namespace Likewise.Tests.Encoder.Layers;

/// <summary>
/// Every kernel, at every length that can meet the end of a register, in every instruction set, against plain double arithmetic.
/// </summary>
public class KernelTests
{
    private const int MaxLength = 257;

    public static TheoryData<string> Sets => [.. InstructionSets.Supported.Select(set => set.ToString())];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_layer_norm_equals_its_definition(string set)
    {
        for (var length = 1; length <= MaxLength; length++)
        {
            var (row, residual) = (Values(length, 3, length), Values(length, 3, length + 1_000));
            var (gain, shift) = (Values(length, 1, length + 2_000), Values(length, 1, length + 3_000));
            var sums = row.Zip(residual, (a, b) => (double)a + b).ToArray();
            var mean = sums.Average();
            var deviation = Math.Sqrt(sums.Average(sum => (sum - mean) * (sum - mean)) + 1e-5);
            var actual = Surrounded(row, span => LayerNormKernel.Apply(span, residual, gain, shift, 1e-5f, Parse(set)));
            for (var i = 0; i < length; i++)
                Assert.Equal((sums[i] - mean) / deviation * gain[i] + shift[i], actual[i], 5e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_product_equals_its_definition(string set)
    {
        for (var length = 1; length <= MaxLength; length++)
        {
            // Each size runs over all its remainders, each at another pace.
            var shape = new ProductShape(
                length % 19 + 1, length, length % 67 + 1, length + 3, PanelLayout.Padded(length % 67 + 1) + 5);
            AssertProduct(shape, Parse(set));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_sum_of_rows_has_the_same_bits_in_every_set(string set)
    {
        for (var width = 1; width <= 70; width++)
        {
            var (count, stride) = (width % 5 + 1, width + width % 3);
            var (rows, actual) = (Values((count - 1) * stride + width, 1, width), new float[width]);
            RowSumKernel.Apply(rows, count, stride, actual, Parse(set));
            for (var column = 0; column < width; column++)
            {
                var sum = rows[column];
                for (var row = 1; row < count; row++)
                    sum += rows[row * stride + column];
                Assert.Equal(sum, actual[column]);
            }
            Assert.ThrowsAny<Exception>(() => RowSumKernel.Apply(rows.AsSpan(1), count, stride, actual, Parse(set)));
        }
    }

    [Fact]
    public void A_product_of_operands_that_are_too_short_is_refused()
    {
        var shape = new ProductShape(2, 3, 4, 3, 32);
        void Multiply(int left, int right, int bias, int destination, int first = 0, int count = 32) => ProductKernel.Multiply(
            shape, new float[left], new float[right], new float[bias], new float[destination], new ColumnRange(first, count),
            InstructionSets.Best);
        Multiply(6, 96, 32, 64);
        Assert.ThrowsAny<Exception>(() => Multiply(5, 96, 32, 64));
        Assert.ThrowsAny<Exception>(() => Multiply(6, 95, 32, 64));
        Assert.ThrowsAny<Exception>(() => Multiply(6, 96, 31, 64));
        Assert.ThrowsAny<Exception>(() => Multiply(6, 96, 32, 63));
        Assert.ThrowsAny<Exception>(() => Multiply(6, 96, 32, 64, first: 32));
        Assert.ThrowsAny<Exception>(() => Multiply(6, 96, 32, 64, count: 64));
        Assert.ThrowsAny<Exception>(() => Multiply(6, 96, 32, 64, first: 16, count: 0));
    }

    private static void AssertProduct(ProductShape shape, InstructionSet set)
    {
        var padded = PanelLayout.Padded(shape.Columns);
        var (left, weights) = (
            Values(shape.Rows * shape.LeftStride, 1, shape.Depth), Values(shape.Columns * shape.Depth, 1, shape.Depth + 500));
        var (bias, panels) = (new float[padded], new float[padded * shape.Depth]);
        Values(shape.Columns, 1, 9).CopyTo(bias, 0);
        PanelLayout.FromColumns(weights, shape.Depth, shape.Columns, shape.Depth, panels);
        var destination = new float[(shape.Rows - 1) * shape.DestinationStride + padded];
        Array.Fill(destination, float.NaN);
        // In one piece, or a panel or two at a time.
        var step = shape.Rows % 3 * PanelLayout.Width is > 0 and var some ? some : padded;
        for (var first = 0; first < padded; first += step)
            ProductKernel.Multiply(
                shape, left, panels, bias, destination, new ColumnRange(first, Math.Min(step, padded - first)), set);

        // Each step rounds a sum of up to √depth by half a last place, and half of the steps cancel.
        var tolerance = 1e-6 + shape.Depth * 6e-8 * Math.Sqrt(shape.Depth);
        for (var row = 0; row < shape.Rows; row++)
        {
            for (var column = 0; column < padded; column++)
            {
                var expected = (double)bias[column];
                for (var k = 0; column < shape.Columns && k < shape.Depth; k++)
                    expected += (double)left[row * shape.LeftStride + k] * weights[column * shape.Depth + k];
                Assert.Equal(expected, destination[row * shape.DestinationStride + column], tolerance);
            }
            // What lies between the rows is not the product's to write.
            if (row < shape.Rows - 1) Assert.Equal(float.NaN, destination[row * shape.DestinationStride + padded]);
        }
    }

    /// <summary>Runs a kernel on values that begin at an odd place, and checks that nothing around them was written.</summary>
    private static float[] Surrounded(float[] values, Action<Span<float>> kernel)
    {
        float[] all = [7, 7, 7, .. values, 7, 7, 7];
        kernel(all.AsSpan(3, values.Length));
        Assert.Equal([7, 7, 7, 7, 7, 7], [.. all[..3], .. all[^3..]]);
        return all[3..^3];
    }

    private static float[] Values(int length, float range, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2 - 1) * range)];
    }

    private static InstructionSet Parse(string set) => Enum.Parse<InstructionSet>(set);
}
