using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Likewise;

/// <summary>
/// A place in the order in which pages of entries come: the youngest first, and by id where moments are equal. Neither ever
/// changes, so going on from a place shows no entry twice and passes none over, whatever comes and goes meanwhile.
/// </summary>
/// <param name="CreatedAt">When the entry at the place was stored.</param>
/// <param name="Id">The entry. It need not be there any more.</param>
public readonly record struct EntryCursor(DateTimeOffset CreatedAt, EntryId Id) : IComparable<EntryCursor>
{
    private const int SizeInBytes = sizeof(long) + EntryId.SizeInBytes;

    /// <summary>The place of an entry.</summary>
    public static EntryCursor Of(EntrySummary entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new EntryCursor(entry.CreatedAt, entry.Id);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <returns>False when the text is no place.</returns>
    public static bool TryParse(string? text, out EntryCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        if (text is null || text.Length != Base64Url.GetEncodedLength(SizeInBytes)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done || written != SizeInBytes)
            return false;

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < DateTimeOffset.MinValue.UtcTicks || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return false;
        cursor = new EntryCursor(new DateTimeOffset(ticks, TimeSpan.Zero), EntryId.Read(bytes[sizeof(long)..]));
        return true;
    }

    /// <summary>The place in 32 characters that fit into an address.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt.UtcTicks);
        Id.CopyTo(bytes[sizeof(long)..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Less than zero for a place that comes earlier: a younger entry's.</summary>
    public int CompareTo(EntryCursor other)
    {
        var byAge = other.CreatedAt.UtcTicks.CompareTo(CreatedAt.UtcTicks);
        return byAge != 0 ? byAge : Id.CompareTo(other.Id);
    }

    /// <summary>Whether one place comes before another.</summary>
    public static bool operator <(EntryCursor left, EntryCursor right) => left.CompareTo(right) < 0;

    /// <summary>Whether one place comes after another.</summary>
    public static bool operator >(EntryCursor left, EntryCursor right) => left.CompareTo(right) > 0;

    /// <summary>Whether one place comes before another or is the same.</summary>
    public static bool operator <=(EntryCursor left, EntryCursor right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one place comes after another or is the same.</summary>
    public static bool operator >=(EntryCursor left, EntryCursor right) => left.CompareTo(right) >= 0;
}
