namespace Likewise.Vectors;

/// <summary>How a <see cref="GraphIndex"/> links, keeps and searches its vectors.</summary>
public sealed class GraphIndexOptions
{
    /// <summary>
    /// M: a vector is linked with at most twice as many others where all vectors are, and with as many on the levels above. A
    /// new one asks for half of it. 4 to 64.
    /// </summary>
    /// <value>16 by default.</value>
    public int Links { get; set; } = 16;

    /// <summary>
    /// efConstruction: how many of the nearest found a new vector's links are chosen from. <see cref="Links"/> to 4,096.
    /// </summary>
    /// <value>128 by default.</value>
    public int BuildWidth { get; set; } = 128;

    /// <summary>
    /// efSearch: how many of the nearest found so far a search goes on from. 1 to 65,536; never fewer than are asked for.
    /// </summary>
    /// <value>1,024 by default: a search that finds something near ends long before.</value>
    public int SearchWidth { get; set; } = 1024;

    /// <summary>How many of the rows nearest by code a search scores, at most; it finds no more than that. 1 to 1,024.</summary>
    /// <value>32 by default.</value>
    public int SurvivorsMax { get; set; } = 32;

    /// <summary>In what form vectors are kept; not <see cref="VectorStorage.None"/>.</summary>
    /// <value><see cref="VectorStorage.Int8"/> by default.</value>
    public VectorStorage Storage { get; set; } = VectorStorage.Int8;

    /// <summary>Which vectors are on the upper levels.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; set; } = 1;
}
