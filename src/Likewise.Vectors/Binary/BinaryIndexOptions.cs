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

    /// <summary>
    /// What is this similar to a query is found whatever threshold is asked for: a search that asks for less still looks at every
    /// row that could be. A cosine in [-1, 1]; the lower, the more rows are looked at.
    /// </summary>
    /// <value>0.8 by default.</value>
    public double AssuredSimilarity { get; set; } = 0.8;

    /// <summary>
    /// How many rows nearest by the first 128 bits a search looks at beyond those, when it asks for less. At least 1.
    /// </summary>
    /// <value>64 by default.</value>
    public int LookedAtMax { get; set; } = 64;

    /// <summary>
    /// Where no vectors are kept: by how many of its standard deviations an estimate must be above the threshold to be reported.
    /// At least 0. The more, the fewer wrong ones are reported and the fewer right ones.
    /// </summary>
    /// <value>2 by default: one in forty of those just below the threshold is reported.</value>
    public float Deviations { get; set; } = 2;

    internal BinaryIndexOptions Copy() => (BinaryIndexOptions)MemberwiseClone();
}
