namespace Likewise.Vectors;

/// <summary>How an <see cref="InvertedIndex"/> keeps its vectors and how many of them a search looks at.</summary>
public sealed class InvertedIndexOptions
{
    /// <summary>
    /// In what form vectors are kept. Of <see cref="VectorStorage.None"/> and <see cref="VectorStorage.Product"/> similarities
    /// are estimates, and cells are found by what is kept.
    /// </summary>
    /// <value><see cref="VectorStorage.Int8"/> by default.</value>
    public VectorStorage Storage { get; set; } = VectorStorage.Int8;

    /// <summary>Of <see cref="VectorStorage.Product"/>: what writes the rows. Trained on vectors like those to come.</summary>
    /// <value>None by default.</value>
    public ProductQuantizer? Quantizer { get; set; }

    /// <summary>
    /// Where similarities are estimates: by how many of its standard deviations one must be above the threshold to be
    /// reported. At least 0.
    /// </summary>
    /// <value>2 by default.</value>
    public float Deviations { get; set; } = 2;

    /// <summary>
    /// How many cells a search looks into, at most; the more, the less it misses. Four times as many are compared with the query
    /// to find them. 1 to 1,024.
    /// </summary>
    /// <value>32 by default. Most searches end after fewer. With 128, and 0.6 for <see cref="Reach"/>, next to nothing is missed,
    /// at three times the time.</value>
    public int ProbesMax { get; set; } = 32;

    /// <summary>How many of the rows nearest by code a search scores, at most; it finds no more than that. 1 to 1,024.</summary>
    /// <value>32 by default.</value>
    public int SurvivorsMax { get; set; } = 32;

    /// <summary>
    /// How much nearer the nearest cell must be than another for that one to be passed over: a share of the distance between the
    /// query and the best that was found so far, or the farthest that would be reported. At least 0. At 2 a row is passed over
    /// only if it is certain not to be there, as rows were assigned; the less, the fewer cells are looked into.
    /// </summary>
    /// <value>0.35 by default, as measured.</value>
    public float Reach { get; set; } = 0.35f;

    /// <summary>From how many vectors on there are cells; until then every code is compared. At least 1,024.</summary>
    /// <value>10,000 by default.</value>
    public int CellsFrom { get; set; } = 10_000;

    /// <summary>Where the search for cells begins.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; set; } = 1;
}
