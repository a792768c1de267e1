namespace Likewise;

/// <summary>
/// That something was taken away, written down so that it does not come back: not after a restart, not out of an old export, and
/// not as an answer that was asked for before.
/// </summary>
/// <param name="Number">Counts invalidations, from 1. What was asked for when fewer were known is covered by this one.</param>
/// <param name="At">When.</param>
/// <param name="Filter">What was taken.</param>
public sealed record Invalidation(long Number, DateTimeOffset At, EntryFilter Filter)
{
    /// <summary>Whether all that it took is out of the store. Only then may it be forgotten.</summary>
    public bool IsCarriedOut { get; init; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">One JSON object, UTF-8. Not kept.</param>
    /// <exception cref="FormatException">It is no such object; the message says what is wrong.</exception>
    public static Invalidation FromJson(ReadOnlySpan<byte> json) => InvalidationLine.Read(json);

    /// <summary>Writes it as one JSON object, UTF-8: the form of docs/formats/invalidations.md.</summary>
    public byte[] ToJson() => InvalidationLine.Write(this);
}
