using Likewise.Vectors.Storage;

namespace Likewise.Vectors.Graph;

/// <summary>What is the same on all levels of a graph: what rows hold, and how many links.</summary>
/// <param name="Links">M: the most links of a row above level 0.</param>
/// <param name="BuildWidth">How many of the nearest a new row's links are chosen from.</param>
/// <param name="CodeWords">Words of 64 bits in a code.</param>
/// <param name="VectorBytes">Bytes of a vector, which level 0 alone has.</param>
/// <param name="Seed">Which rows go up.</param>
internal sealed record GraphShape(int Links, int BuildWidth, int CodeWords, int VectorBytes, int Seed)
{
    public const int CodeColumn = 0;
    public const int LinksColumn = 1;
    public const int VectorColumn = 2;

    /// <summary>Enough for 2³¹ rows at two links.</summary>
    public const int LevelsMax = 31;

    public int CodeBits => 64 * CodeWords;

    /// <summary>
    /// How many links a new row asks for. Every link that comes to a full list drives another out, and what is driven out is what
    /// leads far: so the lists are given room for twice what comes to them on average.
    /// </summary>
    public int LinksAsked => Links / 2;

    /// <summary>The most links that a row has on a level: twice as many on the lowest, as the paper's Mmax0.</summary>
    public int LinksMax(int level) => level == 0 ? 2 * Links : Links;

    public RowColumn[] Columns(int level)
    {
        RowColumn codes = new(CodeWords * sizeof(ulong)), links = new(LinksMax(level) * sizeof(int));
        return level == 0 ? [codes, links, new(VectorBytes)] : [codes, links];
    }

    /// <summary>
    /// The highest level that a row is on. One in M rows of a level is on the next one too (the paper's mL = 1/ln M), and which
    /// follows from the key, so that threads that add need nothing in common.
    /// </summary>
    public int LevelOf(long key)
    {
        // The finisher of splitmix64 (Steele, Lea, Flood, 2014).
        var hash = (ulong)key + (0x9E3779B97F4A7C15 * ((ulong)Seed + 1));
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        hash ^= hash >> 31;
        var level = 0;
        for (var end = ulong.MaxValue / (uint)Links; hash < end && level < LevelsMax - 1; end /= (uint)Links)
            level++;
        return level;
    }
}
