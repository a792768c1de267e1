using Likewise.Encoder;
using Likewise.Tests.Encoder.Reference;

namespace Likewise.Tests.Encoder.Layers;

public class ActivationTests
{
    public static TheoryData<string> Sets => [.. InstructionSets.Supported.Select(set => set.ToString())];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Gelu_is_exact_to_float32_on_both_sides_tails_included(string set)
    {
        float[] values = [.. Enumerable.Range(-12_000, 24_001).Select(i => i / 1_000f)];
        float[] actual = [.. values];
        ActivationKernel.Apply(actual, Activation.Gelu, Enum.Parse<InstructionSet>(set));
        for (var i = 0; i < values.Length; i++)
        {
            var expected = values[i] * SlowBert.NormalDistribution(values[i]);
            // Relative: 4e-7 near zero; in the far negative tail the rounding of x²/2 in the exponent adds x²/2 of a last place.
            var tolerance = Math.Abs(expected) * (4e-7 + (values[i] < -1 ? 4e-8 * values[i] * values[i] : 0)) + 1e-37;
            Assert.True(Math.Abs(expected - actual[i]) <= tolerance, $"gelu({values[i]}) = {actual[i]}, not {expected}");
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_length_equals_the_scalar_kernel(string set)
    {
        foreach (var activation in Enum.GetValues<Activation>())
        {
            for (var length = 0; length <= 257; length++)
            {
                float[] values = [.. Enumerable.Range(0, length).Select(i => (i - length / 2) * 0.07f)];
                float[] scalar = [.. values];
                ActivationKernel.Apply(values, activation, Enum.Parse<InstructionSet>(set));
                ActivationKernel.Apply(scalar, activation, InstructionSet.Scalar);
                for (var i = 0; i < length; i++)
                    Assert.Equal(scalar[i], values[i], 1e-6f);
            }
        }
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(50f, 50f)]
    [InlineData(-50f, 0f)]
    [InlineData(1e30f, 1e30f)]
    [InlineData(-1e10f, 0f)]
    public void Every_activation_of_a_large_value_is_the_value_or_nothing(float x, float expected)
    {
        foreach (var set in InstructionSets.Supported)
        {
            foreach (var activation in Enum.GetValues<Activation>())
            {
                var values = Enumerable.Repeat(x, 19).ToArray();
                ActivationKernel.Apply(values, activation, set);
                Assert.All(values, value => Assert.Equal(expected, value, 1e-20f));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void What_stands_for_gelu_before_bytes_is_near_it(string set)
    {
        float[] values = [.. Enumerable.Range(-12_000, 24_001).Select(i => i / 1_000f)];
        float[] actual = [.. values];
        ActivationKernel.Apply(actual, Activation.GeluNear, Enum.Parse<InstructionSet>(set));
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(values[i] * SlowBert.NormalDistribution(values[i]), actual[i], 2e-4);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_tanh_gelu_equals_its_definition(string set)
    {
        float[] values = [.. Enumerable.Range(-600, 1_201).Select(i => i / 100f)];
        float[] actual = [.. values];
        ActivationKernel.Apply(actual, Activation.GeluTanh, Enum.Parse<InstructionSet>(set));
        for (var i = 0; i < values.Length; i++)
        {
            double x = values[i];
            Assert.Equal(0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))), actual[i], 1e-6);
        }
    }
}
