namespace Likewise.Sqlite;

/// <summary>Writes invalidations down, inside a transaction that someone else began.</summary>
internal sealed class InvalidationRows(Connection connection)
{
    public const string Select = "SELECT number, body, checksum FROM invalidations ORDER BY number";

    private readonly Statement _write = connection.Prepare(
        "INSERT OR REPLACE INTO invalidations (number, body, checksum) VALUES (?1, ?2, ?3)");

    private readonly Statement _forget = connection.Prepare("DELETE FROM invalidations WHERE number <= ?1");

    /// <param name="row">Stands on a row of <see cref="Select"/>.</param>
    /// <exception cref="SqliteStoreException">
    /// It is damaged. Nobody can say what it took, so nothing that it may have taken can be trusted.
    /// </exception>
    public static Invalidation Read(Statement row)
    {
        var number = row.Int64(0);
        var body = row.Bytes(1);
        if (!IsGenuine(number, body, row.Int64(2)))
            throw new SqliteStoreException(
                $"The record of invalidation {number} is damaged: what it took could come back. "
                + "'likewise repair' drops it, and with it everything stored before it.",
                code: 0);
        return Invalidation.FromJson(body);
    }

    /// <summary>Whether a record's checksum is right.</summary>
    public static bool IsGenuine(long number, ReadOnlySpan<byte> body, long checksum) => Checksum(number, body) == checksum;

    public void Write(Invalidation invalidation)
    {
        var body = invalidation.ToJson();
        _write.Bind(1, invalidation.Number);
        _write.BindBlob(2, body);
        _write.Bind(3, Checksum(invalidation.Number, body));
        _write.Run();
    }

    public void Forget(long upTo)
    {
        _forget.Bind(1, upTo);
        _forget.Run();
    }

    private static long Checksum(long number, ReadOnlySpan<byte> body)
    {
        var checksum = new RowChecksum();
        checksum.Add(number);
        checksum.Add(body);
        return checksum.Value;
    }
}
