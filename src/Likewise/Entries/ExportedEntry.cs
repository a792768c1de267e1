namespace Likewise;

/// <summary>An entry whole, as it leaves a cache and enters another; docs/formats/entries.md has its form as JSON.</summary>
/// <param name="Summary">All that is said of it. Its id and its tenant stay behind: whoever takes it in gives it others.</param>
/// <param name="Activity">How it was used so far.</param>
/// <param name="Vector">
/// Its unit vector, shape [dimension]; empty where it is to be embedded anew, and for exact-only entries.
/// </param>
/// <param name="Response">Its answer.</param>
/// <param name="Owner">What tells whether a tenant is the one that it was exported from.</param>
public sealed record ExportedEntry(
    EntrySummary Summary, EntryActivity Activity, ReadOnlyMemory<float> Vector, RecordedResponse Response, EntryOwner Owner)
{
    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="line">One JSON object, UTF-8. Not kept.</param>
    /// <exception cref="FormatException">It is no such entry; the message says what is wrong.</exception>
    public static ExportedEntry FromJson(ReadOnlySpan<byte> line) => EntryLine.Read(line);

    /// <summary>Writes the entry as one line of JSON, UTF-8, without a line feed.</summary>
    public byte[] ToJson() => EntryLine.Write(this);
}
