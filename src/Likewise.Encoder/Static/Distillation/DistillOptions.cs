namespace Likewise.Encoder;

/// <summary>How a static model is made. Each changes its vectors, and with them its identity.</summary>
public sealed class DistillOptions
{
    /// <summary>Components of a vector, at most the encoder's.</summary>
    /// <value>Default: 256.</value>
    public int Dimension { get; set; } = 256;

    /// <summary>
    /// How much rare pieces outweigh frequent ones: a piece of probability p counts a/(a + p). Above 0.
    /// </summary>
    /// <value>Default: 0.0001, as model2vec has it.</value>
    public double SifCoefficient { get; set; } = 1e-4;

    /// <summary>How strongly a piece is held where it is while it is fitted, in texts of that one piece. Above 0.</summary>
    /// <value>Default: 0.1.</value>
    public double Pull { get; set; } = 0.1;

    internal void Check(int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Dimension, dimension);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SifCoefficient, 0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Pull, 0);
    }
}
