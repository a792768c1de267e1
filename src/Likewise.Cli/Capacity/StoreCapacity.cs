namespace Likewise.Cli;

/// <summary>
/// How large the SQLite store's file becomes: the bytes of a row, put into pages as the file format of SQLite says
/// (sqlite.org/fileformat2.html, sections 1.6 and 2.1), for the tables of docs/formats/sqlite.md.
/// </summary>
internal static class StoreCapacity
{
    private const int PageBytes = 4096;

    /// <summary>A leaf has a header of 8 bytes, and a pointer of 2 to each row.</summary>
    private const int LeafRoom = PageBytes - 8;
    private const int PointerBytes = 2;

    /// <summary>Length and number of a row, as variable-length integers.</summary>
    private const int RowHeadBytes = 2 + 3;

    /// <summary>
    /// What keys that come in no order leave filled of an index's pages. Measured over 3,000 to 200,000 of them: 0.85 to 0.90; to
    /// split pages in two would leave ln 2, but SQLite evens out three at a time. Rows come in order and fill their pages.
    /// </summary>
    private const double IndexFill = 0.89;

    /// <summary>
    /// Of a row in <c>entries</c> without prompt and vector: header 25; id 16, scope and fingerprint 64; times 2 × 8 and a
    /// latency of 4; counts 6, checksum 5; names of namespace, model and tags about 20.
    /// </summary>
    private const int EntryBytes = 25 + 16 + 64 + 16 + 4 + 6 + 5 + 20;

    /// <summary>Of a row in <c>payloads</c> without the payload: header 4, checksum 5.</summary>
    private const int PayloadBytes = 4 + 5;

    /// <summary>A row in <c>activity</c>: header 5, hits 1, time 8, checksum 5.</summary>
    private const int ActivityBytes = 5 + 1 + 8 + 5;

    /// <summary>The indexes: header and row number 6 to 7; 16 of the id, 64 of the exact key, 3 of the answer's length.</summary>
    private static readonly int[] IndexRows = [6 + 16, 7 + 64, 6 + 3];

    /// <summary>The file of a closed store, in bytes.</summary>
    /// <param name="entries">How many entries.</param>
    /// <param name="dimension">Length of a vector.</param>
    /// <param name="promptBytes">Length of a prompt in UTF-8.</param>
    /// <param name="payloadBytes">Length of a sealed answer.</param>
    public static long Bytes(long entries, int dimension, long promptBytes, long payloadBytes) => (long)(entries * (
        TableBytes(EntryBytes + promptBytes + (4L * dimension)) + TableBytes(PayloadBytes + payloadBytes)
        + TableBytes(ActivityBytes) + IndexRows.Sum(row => (row + 1 + PointerBytes) / IndexFill)));

    /// <summary>What a row of a table takes on average, with its share of a page's unused end and its overflow pages.</summary>
    private static double TableBytes(long rowBytes)
    {
        var (local, overflowPages) = Split(rowBytes);
        var head = RowHeadBytes + PointerBytes + (overflowPages > 0 ? 4 : 0);
        var rowsInLeaf = LeafRoom / (local + head);
        return ((double)PageBytes / rowsInLeaf) + ((double)overflowPages * PageBytes);
    }

    /// <summary>How many bytes of a row stay in the leaf, and how many pages the rest takes (section 1.6: X, M and K).</summary>
    private static (long Local, long OverflowPages) Split(long rowBytes)
    {
        const int Most = PageBytes - 35;
        const int Least = ((PageBytes - 12) * 32 / 255) - 23;
        const int OverflowRoom = PageBytes - 4;
        if (rowBytes <= Most)
            return (rowBytes, 0);

        var rest = Least + ((rowBytes - Least) % OverflowRoom);
        var local = rest <= Most ? rest : Least;
        return (local, (rowBytes - local + OverflowRoom - 1) / OverflowRoom);
    }
}
