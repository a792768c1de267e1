namespace Likewise;

/// <summary>What became of a prompt that the model was to be asked about before anybody asks.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Id">The entry that answers it now; null where none does.</param>
/// <param name="Reason">Why there is none, for people; null where there is one, or nothing to say.</param>
public sealed record WarmOutcome(WarmStatus Status, EntryId? Id = null, string? Reason = null)
{
    /// <summary>Tokens that the model read and wrote for it.</summary>
    /// <value>Default: none.</value>
    public TokenUsage Usage { get; init; }
}
