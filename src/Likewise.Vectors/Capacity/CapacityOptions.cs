namespace Likewise.Vectors;

/// <summary>What an index is to hold, and the sizes that a layout lets one choose.</summary>
public sealed record CapacityOptions
{
    /// <summary>States what is to be held.</summary>
    /// <param name="entries">How many vectors; 0 to 10¹².</param>
    /// <param name="dimension">Length of a vector; 1 to 65,536.</param>
    public CapacityOptions(long entries, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries, 1_000_000_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 65_536);
        (Entries, Dimension) = (entries, dimension);
        Subquantizers = Math.Max(1, dimension / 8);
        Cells = Math.Max(1, (long)(5 * Math.Sqrt(entries)));
    }

    /// <summary>How many vectors.</summary>
    public long Entries { get; }

    /// <summary>Length of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Bits of a binary code: 128 to 1,024, in steps of 128, as in <see cref="SignEncoder"/>.</summary>
    /// <value>256.</value>
    public int CodeBits
    {
        get;
        init => field = value is >= 128 and <= 1024 && value % 128 == 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(CodeBits), value, "A binary code has 128 to 1,024 bits, in steps of 128.");
    } = 256;

    /// <summary>Pieces into which a product quantiser cuts a vector, one byte each: 1 to the dimension.</summary>
    /// <value>One for eight elements.</value>
    public int Subquantizers
    {
        get;
        init => field = value >= 1 && value <= Dimension ? value : throw new ArgumentOutOfRangeException(
            nameof(Subquantizers), value, $"A vector of {Dimension} elements has 1 to {Dimension} pieces.");
    }

    /// <summary>Cells of an inverted index; at least 1.</summary>
    /// <value>5 √entries, what an <see cref="InvertedIndex"/> has on average.</value>
    public long Cells
    {
        get;
        init => field = value is >= 1 and <= 1_000_000_000 ? value : throw new ArgumentOutOfRangeException(
            nameof(Cells), value, "An inverted index has 1 to 10⁹ cells.");
    }

    /// <summary>Links of a vector in a graph, M of the HNSW paper: 2 to 256.</summary>
    /// <value>16.</value>
    public int Links
    {
        get;
        init => field = value is >= 2 and <= 256 ? value : throw new ArgumentOutOfRangeException(
            nameof(Links), value, "A vector in a graph has 2 to 256 links.");
    } = 16;
}
