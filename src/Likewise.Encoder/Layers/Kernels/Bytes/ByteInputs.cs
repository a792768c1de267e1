namespace Likewise.Encoder;

/// <summary>
/// How the inputs of a linear layer in bytes are brought there. What an input usually is comes off first, exactly: it costs no
/// precision then. An input whose values are much larger than all others' would coarsen a whole row, so it is given in several
/// parts that add up to it, each with a byte and a weight of its own; the further ones lie behind the inputs.
/// </summary>
internal sealed class ByteInputs
{
    /// <summary>Further parts that a layer may have: with 384 inputs, two in a hundred more to multiply.</summary>
    public const int MostParts = 8;

    /// <param name="centers">What comes off each input.</param>
    /// <param name="parts">In how many parts each is given; at least 1, all above that <see cref="MostParts"/> at most.</param>
    public ByteInputs(float[] centers, int[] parts)
    {
        (Centers, Parts) = (centers, parts);
        (Shares, Slots) = (new float[parts.Length], centers.Length);
        Split = new SplitInput[parts.Length - parts.AsSpan().Count(1)];
        for (var (input, split) = (0, 0); input < parts.Length; input++)
        {
            Shares[input] = 1f / parts[input];
            if (parts[input] == 1) continue;
            Split[split++] = new SplitInput(input, parts[input], Slots);
            Slots += parts[input] - 1;
        }
    }

    /// <summary>Inputs of which nothing is known.</summary>
    public static ByteInputs Plain(int inputs) => new(new float[inputs], [.. Enumerable.Repeat(1, inputs)]);

    /// <summary>How many there are.</summary>
    public int Count => Centers.Length;

    /// <summary>Shape [inputs].</summary>
    public float[] Centers { get; }

    /// <summary>In how many parts each is given. Shape [inputs].</summary>
    public int[] Parts { get; }

    /// <summary>What one part is of an input. Shape [inputs].</summary>
    public float[] Shares { get; }

    /// <summary>Those in more than one part.</summary>
    public SplitInput[] Split { get; }

    /// <summary>Parts of all inputs together: bytes of a row.</summary>
    public int Slots { get; }
}

/// <summary>An input in parts: the first where the input itself would be, the others side by side behind all inputs.</summary>
/// <param name="Input">Which.</param>
/// <param name="Parts">How many.</param>
/// <param name="Slot">Where the second is.</param>
internal readonly record struct SplitInput(int Input, int Parts, int Slot)
{
    /// <summary>2^16 / parts, rounded up.</summary>
    private readonly int _inverse = ((1 << 16) + Parts - 1) / Parts;

    /// <summary>Where a part is.</summary>
    public int SlotOf(int part) => part == 0 ? Input : Slot + part - 1;

    /// <summary>Parts that add up to a whole number; no two differ by more than one.</summary>
    /// <param name="whole">The number.</param>
    /// <returns>The lesser of the two numbers that parts are, and how many of the first parts are that.</returns>
    public (int Lesser, int Count) Divide(int whole)
    {
        var lesser = (int)Math.Floor(whole * (1d / Parts) + 1e-9);
        return (lesser, Parts - (whole - lesser * Parts));
    }

    /// <summary>The same for a whole number of activations: 0 to 255 × parts. No division, so that none is waited for.</summary>
    public (int Lesser, int Count) DivideByte(int whole)
    {
        // n ⌈2^16 / d⌉ / 2^16 is n / d, rounded down, as long as n d is below 2^16: here it is 255 × 9 × 9 at most.
        var lesser = whole * _inverse >> 16;
        return (lesser, Parts - (whole - lesser * Parts));
    }

    /// <summary>1 where a part is the greater of both numbers, 0 where it is the lesser, without a branch.</summary>
    public static int IsGreater(int part, int count) => (int)((uint)(count - 1 - part) >> 31);
}
