namespace Likewise.Vectors;

/// <summary>How an <see cref="InvertedIndex"/> keeps its vectors and how many of them a search looks at.</summary>
public sealed class InvertedIndexOptions
{
    /// <summary>In what form vectors are kept. <see cref="VectorStorage.None"/> is refused: cells are found by vectors.</summary>
    /// <value><see cref="VectorStorage.Int8"/> by default.</value>
    public VectorStorage Storage { get; set; } = VectorStorage.Int8;

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
