namespace Likewise.Sqlite;

/// <summary>
/// What a store must let go because it no longer knows what was invalidated: records of invalidations that are damaged, and
/// those that entries have heard of and nobody has.
/// </summary>
internal static class LostInvalidations
{
    /// <summary>
    /// Drops damaged records, and every entry that one of those lost may have taken; then writes down that there were so many, so
    /// that the next invalidation is a later one.
    /// </summary>
    /// <returns>How many entries went.</returns>
    public static long Settle(Connection connection)
    {
        var (last, lost) = DropDamaged(connection);
        var heard = connection.ReadInt64("SELECT coalesce(max(epoch), 0) FROM entries");
        if (heard > last)
            lost = heard;
        if (lost == 0)
            return 0;

        var before = connection.ReadInt64("SELECT count(*) FROM entries");
        connection.Execute($"DELETE FROM entries WHERE epoch < {lost}");
        if (lost > last)
            new InvalidationRows(connection).Write(
                new Invalidation(lost, DateTimeOffset.MinValue, Nothing) { IsCarriedOut = true });
        return before - connection.ReadInt64("SELECT count(*) FROM entries");
    }

    private static EntryFilter Nothing { get; } = new() { CreatedBefore = DateTimeOffset.MinValue };

    /// <returns>The number of the last record that can be read, and of the last that cannot.</returns>
    private static (long Last, long Lost) DropDamaged(Connection connection)
    {
        var (last, lost) = (0L, 0L);
        var all = connection.Prepare(InvalidationRows.Select);
        List<long> damaged = [];
        while (all.Step())
        {
            var number = all.Int64(0);
            if (InvalidationRows.IsGenuine(number, all.Bytes(1), all.Int64(2)))
                last = number;
            else
                damaged.Add(lost = number);
        }

        foreach (var number in damaged)
            connection.Execute($"DELETE FROM invalidations WHERE number = {number}");
        return (last, lost);
    }
}
