namespace Likewise;

/// <summary>An entry whole, as stores keep it.</summary>
/// <param name="Summary">All that is said of it.</param>
/// <param name="Vector">
/// Its unit vector, shape [dimension]; empty for an exact-only entry. Not changed after the entry is made.
/// </param>
/// <param name="Payload">
/// Its answer, sealed: opaque to stores, which return the same bytes. Not changed after the entry is made.
/// </param>
/// <param name="Activity">How it was used so far.</param>
public sealed record Entry(
    EntrySummary Summary, ReadOnlyMemory<float> Vector, ReadOnlyMemory<byte> Payload, EntryActivity Activity);
