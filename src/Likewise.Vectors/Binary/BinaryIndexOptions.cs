namespace Likewise.Vectors;

/// <summary>How a <see cref="BinaryIndex"/> keeps and scores its vectors.</summary>
public sealed class BinaryIndexOptions
{
    /// <summary>In what form vectors are kept.</summary>
    /// <value><see cref="VectorStorage.Int8"/> by default.</value>
    public VectorStorage Storage { get; set; } = VectorStorage.Int8;

    /// <summary>How many of the rows nearest by code a search scores, at most; it finds no more than that. 1 to 1,024.</summary>
    /// <value>64 by default.</value>
    public int SurvivorsMax { get; set; } = 64;
}
