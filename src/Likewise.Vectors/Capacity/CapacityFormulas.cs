using System.Numerics;

namespace Likewise.Vectors;

/// <summary>
/// Bytes of each thing that an index holds, one formula each. n entries stand in r rows: n, in whole blocks. Not counted are the
/// few hundred bytes that an index takes however much it holds, and what growing leaves to the garbage collector.
/// </summary>
internal static class CapacityFormulas
{
    private const int BlockRows = 1024;
    private const int FirstRows = 4;

    /// <summary>The sizes of a growing dictionary of .NET 10: primes, each the first above twice the last.</summary>
    private static readonly int[] DictionarySizes =
    [
        3, 7, 17, 37, 89, 197, 431, 919, 1931, 4049, 8419, 17519, 36353, 75431, 156437, 324449, 672827, 1395263, 2893249, 5999471,
    ];

    /// <summary>IEEE 754 single precision, four bytes an element.</summary>
    public static CapacityPart Float32(CapacityOptions of) => new("vectors", "r × 4d", Rows(of) * 4 * of.Dimension);

    /// <summary>IEEE 754 half precision, two bytes an element.</summary>
    public static CapacityPart Float16(CapacityOptions of) => new("vectors", "r × 2d", Rows(of) * 2 * of.Dimension);

    /// <summary>A byte an element, and for the vector one float32 to multiply them with.</summary>
    public static CapacityPart Int8(CapacityOptions of) => new("vectors", "r × (d + 4)", Rows(of) * (of.Dimension + 4));

    /// <summary>The signs of b projections (Charikar, Similarity estimation techniques from rounding algorithms, 2002).</summary>
    public static CapacityPart BinaryCodes(CapacityOptions of) => new("codes", "r × b/8", Rows(of) * (of.CodeBits / 8));

    /// <summary>The directions to project on, float32: a matrix that indexes of one embedder share.</summary>
    public static CapacityPart Projection(CapacityOptions of) => new("projection", "4d × b", 4L * of.Dimension * of.CodeBits);

    /// <summary>A byte for each piece (Jégou, Douze, Schmid, Product quantization for nearest neighbor search, 2011).</summary>
    public static CapacityPart ProductCodes(CapacityOptions of) => new("codes", "r × m", Rows(of) * of.Subquantizers);

    /// <summary>256 centroids for each of m pieces of d/m elements, float32: 256 vectors, whatever m is.</summary>
    public static CapacityPart Codebooks(CapacityOptions of) => new("codebooks", "256 × 4d", 256L * 4 * of.Dimension);

    /// <summary>The centre of each cell, float32 (Sivic, Zisserman, Video Google, 2003; so does faiss, IndexIVF).</summary>
    public static CapacityPart Centroids(CapacityOptions of) => new("centroids", "c × 4d", of.Cells * 4 * of.Dimension);

    /// <summary>Which cell a row is in, as an int32: a removal has only the key to go by.</summary>
    public static CapacityPart CellNumbers(CapacityOptions of) => new("cell numbers", "r × 4", Rows(of) * 4);

    /// <summary>
    /// The lists of level 0: 2M links of four bytes, not M, and a count (Malkov, Yashunin, Efficient and robust approximate
    /// nearest neighbor search using hierarchical navigable small world graphs, 2018, section 4.1; so does hnswlib).
    /// </summary>
    public static CapacityPart GroundLinks(CapacityOptions of) =>
        new("links of level 0", "r × (4 × 2M + 4)", Rows(of) * ((4 * 2 * of.Links) + 4));

    /// <summary>
    /// The lists above: M links and a count. A vector is on 1/(M - 1) upper levels on average, since each level keeps one in M
    /// vectors of the level below (the same paper's mL = 1/ln M).
    /// </summary>
    public static CapacityPart UpperLinks(CapacityOptions of) =>
        new("links above", "n/(M - 1) × (4M + 4)", of.Entries * ((4 * of.Links) + 4) / (of.Links - 1));

    /// <summary>The level of each vector, an int32, and where its upper lists are, a pointer (so does hnswlib).</summary>
    public static CapacityPart Levels(CapacityOptions of) => new("levels", "r × 12", Rows(of) * 12);

    /// <summary>Of each row its key of 8 bytes, its stamp of 4 and their padding: <c>RowHead</c>.</summary>
    public static CapacityPart RowHeads(CapacityOptions of) => new("keys and stamps", "r × 16", Rows(of) * 16);

    /// <summary>
    /// From key to row: a dictionary, with 24 bytes and a bucket of 4 for each slot. It grows by doubling, so that there are n to
    /// 2n slots.
    /// </summary>
    public static CapacityPart KeyMap(CapacityOptions of) => new("key map", "28 × slots", 28 * DictionarySlots(of.Entries));

    /// <summary>The first block doubles from 4 to 1,024 rows, then whole blocks of 1,024 follow: <c>BlockTable</c>.</summary>
    private static long Rows(CapacityOptions of) => of.Entries switch
    {
        0 => 0,
        <= BlockRows => Math.Max(FirstRows, (long)BitOperations.RoundUpToPowerOf2((ulong)of.Entries)),
        _ => (of.Entries + BlockRows - 1) / BlockRows * BlockRows,
    };

    private static long DictionarySlots(long entries)
    {
        if (entries == 0)
            return 0;
        if (entries <= DictionarySizes[^1])
            return Array.Find(DictionarySizes, size => size >= entries);

        long slots = DictionarySizes[^1];
        while (slots < entries)
            slots *= 2; // The next prime is a few slots further on.
        return slots;
    }
}
