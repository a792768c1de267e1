using System.Text.Json;

namespace Likewise.Sqlite;

/// <summary>What is wrong with a row: its bytes, or else what they say.</summary>
internal static class RowCheck
{
    /// <param name="rows">Of the row's connection.</param>
    /// <param name="row">Stands on a row of <see cref="EntryColumns.Select"/>.</param>
    public static IEnumerable<StoreFinding> FindingsOf(EntryRowReader rows, Statement row)
    {
        var (number, id) = (row.Int64(EntryColumns.Row), IdOf(row));
        try
        {
            var entry = rows.Read(row, withPayload: true, out var fault);
            return entry is null ? [Finding(fault!)] : EntryCheck.FindingsOf(entry); // Without an entry there is a fault.
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or JsonException)
        {
            return [Finding(fault.Message)]; // Its checksum is right: it was written so.
        }

        StoreFinding Finding(string fault) => new(StoreFindingKind.Row, id, $"row {number}: {fault}");
    }

    private static EntryId? IdOf(Statement row)
    {
        var id = row.Bytes(EntryColumns.Id);
        return id.Length == EntryId.SizeInBytes ? EntryId.Read(id) : null;
    }
}
