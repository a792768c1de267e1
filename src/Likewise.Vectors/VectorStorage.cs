namespace Likewise.Vectors;

#pragma warning disable CA1720 // The names of the field for these forms are those of the types.
/// <summary>In what form an index keeps the vectors that it scores.</summary>
public enum VectorStorage
{
    /// <summary>One byte per element; similarities are those of vectors within <see cref="Int8Quantizer.ErrorMax"/>.</summary>
    Int8,

    /// <summary>Four bytes per element; similarities are exact to single precision.</summary>
    Float32,

    /// <summary>Two bytes per element; similarities are exact to about 1e-4.</summary>
    Float16,

    /// <summary>No vectors: similarities are estimates from codes, see <see cref="Neighbor.Uncertainty"/>.</summary>
    None,

    /// <summary>
    /// A byte for each piece of a <see cref="ProductQuantizer"/>: similarities are estimates, see <see
    /// cref="Neighbor.Uncertainty"/>. Of an <see cref="InvertedIndex"/> only.
    /// </summary>
    Product,
}
