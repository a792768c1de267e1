namespace Likewise;

/// <summary>What became of an answer that was to be stored.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Id">The entry; null when nothing was stored.</param>
/// <param name="Reason">Why nothing was stored, or what is amiss with what was, for people; null when all went well.</param>
public sealed record StoreOutcome(StoreStatus Status, EntryId? Id, string? Reason)
{
    /// <summary>Whether the entry survives the end of the process.</summary>
    public bool IsDurable { get; init; }

    /// <summary>Whether nothing was written anew: the entry was there, says the same, and is confirmed by it.</summary>
    public bool IsConfirmation { get; init; }

    /// <summary>How long it lives, and why; null where nothing was stored, or where that was known before.</summary>
    public EntryLife? Life { get; init; }

    internal static StoreOutcome Refused(string reason) => new(StoreStatus.Refused, null, reason);

    internal static StoreOutcome Failed(string reason) => new(StoreStatus.Failed, null, reason);
}
