using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Likewise.Encoder;

/// <summary>
/// The weights of a linear layer as signed bytes, each output with a scale of its own, from -127 to 127. They lie in panels of
/// <see cref="Width"/> outputs; a panel holds, for each group of four inputs, the four weights of each output, so that the
/// product reads it straight through, one cache line a group. What fills panels and groups up is zero.
/// </summary>
internal sealed class ByteWeights
{
    /// <summary>Outputs of a panel.</summary>
    public const int Width = 16;

    /// <summary>Inputs of a group: what one 32-bit sum takes in at once.</summary>
    public const int Group = 4;

    private const int Largest = sbyte.MaxValue;
    private const int LineBytes = 64;

    // Weights that are all smaller are nothing, and the inverse of their scale might be infinite.
    private const float SmallestScale = 1e-30f;

    private readonly ReadOnlyMemory<sbyte> _panels;

    /// <param name="layer">Weights and bias.</param>
    /// <param name="inputs">How the inputs are brought to bytes.</param>
    public ByteWeights(Dense layer, ByteInputs inputs)
    {
        (Inputs, Outputs) = (inputs, layer.Bias.Length);
        var room = GC.AllocateArray<sbyte>(PaddedOutputs * PaddedSlots + LineBytes, pinned: true);
        var start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(room, 0) & (LineBytes - 1));
        var panels = room.AsMemory(start, PaddedOutputs * PaddedSlots);
        _panels = panels;
        (Scales, Sums, Bias) = (new float[PaddedOutputs], new int[PaddedOutputs], new float[PaddedOutputs]);

        var bytes = new byte[PaddedSlots];
        for (var output = 0; output < Outputs; output++)
        {
            var row = layer.Weights.AsSpan(output * inputs.Count, inputs.Count);
            Bias[output] = layer.Bias[output] + TensorPrimitives.Dot(row, inputs.Centers);
            Pack(row, bytes, output, panels.Span);
        }
    }

    private ByteWeights(ByteInputs inputs, int outputs, PackedReader packed)
    {
        (Inputs, Outputs) = (inputs, outputs);
        _panels = packed.Next<sbyte>(PaddedOutputs * PaddedSlots);
        Scales = packed.NextCopy<float>(PaddedOutputs);
        Sums = packed.NextCopy<int>(PaddedOutputs);
        Bias = packed.NextCopy<float>(PaddedOutputs);
    }

    public ByteInputs Inputs { get; }

    public int Outputs { get; }

    /// <summary>Bytes of a row of inputs with those that fill the last group.</summary>
    public int PaddedSlots => PadSlots(Inputs.Slots);

    /// <summary>Outputs with those that fill the last panel.</summary>
    public int PaddedOutputs => PanelLayout.Padded(Outputs);

    /// <summary>Begins at a cache line. Shape [panels, groups, <see cref="Width"/>, <see cref="Group"/>].</summary>
    public ReadOnlySpan<sbyte> Panels => _panels.Span;

    /// <summary>What the weights of an output are multiples of. Shape [padded outputs].</summary>
    public float[] Scales { get; }

    /// <summary>The sum of an output's weights. Shape [padded outputs].</summary>
    public int[] Sums { get; }

    /// <summary>The bias, and what the centers contribute. Shape [padded outputs].</summary>
    public float[] Bias { get; }

    /// <summary>Bytes of a row of inputs with those that fill the last group.</summary>
    public static int PadSlots(int slots) => (slots + Group - 1) / Group * Group;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ByteWeights Read(PackedReader packed, int inputs, int outputs) =>
        new(new ByteInputs(packed.NextCopy<float>(inputs), packed.NextCopy<int>(inputs)), outputs, packed);

    public void Write(PackedWriter packed)
    {
        packed.Append<float>(Inputs.Centers);
        packed.Append<int>(Inputs.Parts);
        packed.Append(Panels);
        packed.Append<float>(Scales);
        packed.Append<int>(Sums);
        packed.Append<float>(Bias);
    }

    // Run once an output, while loading: there are no later calls that it could be made faster for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(ReadOnlySpan<float> weights, byte[] bytes, int output, Span<sbyte> panels)
    {
        var scale = MathF.Abs(TensorPrimitives.MaxMagnitude(weights)) / Largest;
        if (scale < SmallestScale) return;
        Scales[output] = scale;

        var (inverse, sum) = (1f / scale, 0);
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = (int)MathF.Round(weights[i] * inverse);
            bytes[i] = (byte)weight;
            sum += weight;
        }
        foreach (var split in Inputs.Split)
        {
            // Every part is multiplied by a weight of its own: together they come as many times nearer.
            sum -= (sbyte)bytes[split.Input];
            var weight = (int)MathF.Round(weights[split.Input] * inverse * split.Parts);
            var (lesser, count) = split.Divide(weight);
            for (var part = 0; part < split.Parts; part++)
                bytes[split.SlotOf(part)] = (byte)(lesser + SplitInput.IsGreater(part, count));
            sum += weight;
        }
        Sums[output] = sum;

        var from = MemoryMarshal.Cast<byte, uint>(bytes);
        var to = MemoryMarshal.Cast<sbyte, uint>(panels.Slice(output / Width * Width * PaddedSlots, Width * PaddedSlots));
        for (var group = 0; group < from.Length; group++)
            to[group * Width + output % Width] = from[group];
    }
}
