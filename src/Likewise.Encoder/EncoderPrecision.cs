using System.Diagnostics.CodeAnalysis;

namespace Likewise.Encoder;

/// <summary>What the linear layers of an encoder compute in. All else is float32 in every precision.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names that the formats have in the field.")]
public enum EncoderPrecision
{
    /// <summary>Weights and activations of 32 bits.</summary>
    Float32,

    /// <summary>
    /// Weights of 8 bits with a scale for each output, activations of 8 bits with a scale for each token: several times as fast,
    /// and layer weights in a quarter of the memory. Vectors are close to those of <see cref="Float32"/>, and never compared with
    /// them.
    /// </summary>
    Int8,
}
