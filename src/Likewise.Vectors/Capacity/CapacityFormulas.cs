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

    private const int StripRows = 512;
    private const int CellsFrom = 10_000;
    private const int ListBytes = 72;
    private const int ScannedRows = 64;
    private const int LineBytes = 64; // Columns begin at multiples of it.

    /// <summary>IEEE 754 single precision, four bytes an element.</summary>
    public static CapacityPart Float32(CapacityOptions of) => new("vectors", "r × 4d", Rows(of) * 4 * of.Dimension);

    /// <summary>IEEE 754 half precision, two bytes an element.</summary>
    public static CapacityPart Float16(CapacityOptions of) => new("vectors", "r × 2d", Rows(of) * 2 * of.Dimension);

    /// <summary>A byte an element; what to multiply them with follows from them.</summary>
    public static CapacityPart Int8(CapacityOptions of) => new("vectors", "r × d", Rows(of) * of.Dimension);

    /// <summary>What to multiply a vector's bytes with, where every vector is compared: a float32.</summary>
    public static CapacityPart Scales(CapacityOptions of) => new("scales", "r × 4", Rows(of) * 4);

    /// <summary>
    /// A bit for each of b planes (Charikar, Similarity estimation techniques from rounding algorithms, 2002). The first 128 lie
    /// bit by bit, in whole strips of 512 rows.
    /// </summary>
    public static CapacityPart BinaryCodes(CapacityOptions of) =>
        new("codes", "strips × 8,192 + r × (b - 128)/8", Strips(of) + (Rows(of) * ((of.CodeBits - 128) / 8)));

    /// <summary>A byte for each piece (Jégou, Douze, Schmid, Product quantization for nearest neighbor search, 2011).</summary>
    public static CapacityPart ProductCodes(CapacityOptions of) => new("codes", "r × m", Rows(of) * of.Subquantizers);

    /// <summary>256 centroids for each of m pieces of d/m elements, float32: 256 vectors, whatever m is.</summary>
    public static CapacityPart Codebooks(CapacityOptions of) => new("codebooks", "256 × 4d", 256L * 4 * of.Dimension);

    /// <summary>Product codes in cells: a byte for each piece, and a float32 that sets an estimate right.</summary>
    public static CapacityPart ScaledProductCodes(CapacityOptions of) =>
        new("vectors", "r × (m + 4)", Rows(of) * (of.Subquantizers + 4));

    /// <summary>Codebooks as the quantiser has them, once more codeword by codeword, and each one's length.</summary>
    public static CapacityPart CodebooksTwice(CapacityOptions of) =>
        new("codebooks", "256 × (8d + 4m)", 256L * ((8 * of.Dimension) + (4 * of.Subquantizers)));

    /// <summary>
    /// The middle of each cell of <c>InvertedIndex</c>: a byte an element and a float32 for its scale, and its code, in whole
    /// strips of 512. There are none below 10,000 entries.
    /// </summary>
    public static CapacityPart Middles(CapacityOptions of) => new(
        "cells",
        "c × (d + 4) + strips × b/8",
        of.Entries < CellsFrom ? 0 : (of.Cells * (of.Dimension + 4)) + (Strips(of.Cells) * (of.CodeBits / 8)));

    /// <summary>
    /// A binary code and an int32 for its row, in lists of 72 bytes each beside them. In cells, half of the last eight of each is
    /// free, and as rows come, room grows by a quarter: a sixteenth more than is taken, measured. Below 10,000 entries the lists
    /// are of 1,024, but for the first, which doubles.
    /// </summary>
    public static CapacityPart CellEntries(CapacityOptions of)
    {
        var areInCells = of.Entries >= CellsFrom;
        var lists = areInCells ? of.Cells : (of.Entries + BlockRows - 1) / BlockRows;
        var entries = areInCells ? (of.Entries * 17 / 16) + (4 * of.Cells) : of.Entries == 0 ? 0 : Math.Max(8, Rows(of));
        return new(
            "codes", "(n × 17/16 + 4c) × (b/8 + 4) + 72c", (entries * ((of.CodeBits / 8) + sizeof(int))) + (lists * ListBytes));
    }

    /// <summary>Which cell a row is in, as an int32: a removal has only the key to go by.</summary>
    public static CapacityPart CellNumbers(CapacityOptions of) => new("cell numbers", "r × 4", Rows(of) * 4);

    /// <summary>A bit for each of b planes, row after row: for those who go from row to row.</summary>
    public static CapacityPart GraphCodes(CapacityOptions of) => new("codes", "r × b/8", Rows(of) * (of.CodeBits / 8));

    /// <summary>
    /// The lists of level 0: 2M links of four bytes, not M (Malkov, Yashunin, Efficient and robust approximate nearest neighbor
    /// search using hierarchical navigable small world graphs, 2018, section 4.1).
    /// </summary>
    public static CapacityPart GroundLinks(CapacityOptions of) =>
        new("links of level 0", "r × 4 × 2M", Rows(of) * 4 * 2 * of.Links);

    /// <summary>
    /// The levels above: one vector in M of a level is on the next one too, there as a row of its own with M links, a code, a key
    /// of 8 bytes, a stamp of 2 and its place in a map of keys; which are many vectors is left to chance.
    /// </summary>
    public static CapacityPart UpperLevels(CapacityOptions of) => new(
        "levels above", "r/(M - 1) × (4M + b/8 + 10 + 4 / 0.9)",
        (long)(Rows(of) / (of.Links - 1.0) * ((4 * of.Links) + (of.CodeBits / 8) + 10 + (4 / 0.9))));

    /// <summary>Of each row its key of 8 bytes and its stamp of 2.</summary>
    public static CapacityPart RowHeads(CapacityOptions of) =>
        new("keys and stamps", "r × 10", (Rows(of) * 8) + ((Rows(of) * 2) + LineBytes - 1) / LineBytes * LineBytes);

    /// <summary>
    /// From key to row: cells of 4 bytes, 0.87 to 0.94 of them taken; none up to 64 rows (<c>SlotMap</c>).
    /// </summary>
    public static CapacityPart KeyMap(CapacityOptions of) =>
        new("key map", "4n / 0.9", of.Entries <= ScannedRows ? 0 : (long)(4 * of.Entries / 0.9));

    /// <summary>The first block doubles from 4 to 1,024 rows, then whole blocks of 1,024 follow: <c>RowTable</c>.</summary>
    private static long Rows(CapacityOptions of) => of.Entries switch
    {
        0 => 0,
        <= BlockRows => Math.Max(FirstRows, (long)BitOperations.RoundUpToPowerOf2((ulong)of.Entries)),
        _ => (of.Entries + BlockRows - 1) / BlockRows * BlockRows,
    };

    private static long Strips(CapacityOptions of) => Strips(Rows(of)) * 16;

    private static long Strips(long rows) => (rows + StripRows - 1) / StripRows * StripRows;
}
