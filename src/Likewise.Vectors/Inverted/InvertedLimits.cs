using Likewise.Vectors.Binary;

namespace Likewise.Vectors.Inverted;

/// <summary>The options, what follows from them, and the numbers that were measured (decision 0019).</summary>
internal sealed class InvertedLimits(InvertedIndexOptions options, int codeBits)
{
    /// <summary>Entries of a list of rows that are in no cell yet; they go to cells together.</summary>
    public const int TailRows = 1024;

    /// <summary>
    /// How many cells near a query by code are ordered by their products with it, for each that may be looked into: with 32 of
    /// them two queries in a thousand have theirs beyond.
    /// </summary>
    private const int ShortlistPerProbe = 4;

    /// <summary>The same for a row that looks for its cell: 8 would lose one or two queries in a hundred.</summary>
    public const int RowShortlist = 32;

    /// <summary>Rows that cells are found from, for each cell.</summary>
    public const int SamplesPerCell = 32;

    public const int Rounds = 6;

    /// <summary>The same where there are cells to start from.</summary>
    public const int RoundsAnew = 3;

    /// <summary>Rows that move under one taking of the lock.</summary>
    public const int RowsAtOnce = 128;

    public int ProbesMax { get; } = options.ProbesMax;

    public int SurvivorsMax { get; } = options.SurvivorsMax;

    public float Reach { get; } = options.Reach;

    public float Deviations { get; } = options.Deviations;

    public int CellsFrom { get; } = options.CellsFrom;

    public int Seed { get; } = options.Seed;

    /// <summary>For the first half of a code.</summary>
    public HammingBound Front { get; } = HammingBound.Of(codeBits / 2);

    /// <summary>For the whole code.</summary>
    public HammingBound Whole { get; } = HammingBound.Of(codeBits);

    /// <summary>
    /// By how much a cell's cosine may be below the nearest cell's for it to be looked into still, when what is wanted is at
    /// least so similar.
    /// </summary>
    /// <remarks>
    /// A row x is in the cell of its greatest product. If it is in that of c and not in that of a, x · (a − c) is at most 0. For
    /// a query q it follows that q · (a − c) ≤ (q − x) · (a − c) ≤ |q − x| · |a − c|, where |q − x| = √(2 − 2s) for a similarity
    /// s and |a − c| is at most 2. In many dimensions q − x seldom points along a − c, which is what <see cref="Reach"/> is for.
    /// </remarks>
    public float Margin(float similarityMin) => Reach * MathF.Sqrt(2 * (1 - Math.Clamp(similarityMin, -1f, 1f)));

    /// <summary>How many of so many cells near a query by code are ordered by their products with it.</summary>
    public int ShortlistFor(int cells) => Math.Min(cells, ShortlistPerProbe * ProbesMax);

    /// <summary>How many cells suit so many rows.</summary>
    public static int CellsFor(int rows) => Math.Max(1, (int)(6 * Math.Sqrt(rows)));
}
