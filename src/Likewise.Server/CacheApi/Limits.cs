using System.Globalization;
using Likewise.Protocols;

namespace Likewise.Server;

/// <summary>How many entries are shown at once.</summary>
internal static class Limits
{
    private const int Most = 1_000;

    private static readonly int Default = new EntryQuery().Limit;

    /// <exception cref="ProtocolException">The text is no such number.</exception>
    public static int Read(string? text)
    {
        if (text is null)
            return Default;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? Check(limit)
            : throw Impossible();
    }

    /// <exception cref="ProtocolException">The field is no such number.</exception>
    public static int Read(JsonField? field) => field is { } given ? Check(given.Integer()) : Default;

    /// <exception cref="HttpFault">Entries could not be compared or read.</exception>
    public static void ThrowUnlessSelected(SelectedEntries selected)
    {
        if (selected.Fault is not null)
            throw new HttpFault(
                503, "The entries could not be looked through: the embedder or the store failed.", "select_failed");
    }

    private static int Check(long limit) => limit is >= 1 and <= Most ? (int)limit : throw Impossible();

    private static ProtocolException Impossible() =>
        new($"'limit' is not acceptable: a whole number from 1 to {Most} was expected.", "limit");
}
