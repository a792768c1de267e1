namespace Likewise;

/// <summary>
/// What a miss leaves behind for storing the model's answer: the request as it was looked up, its vector included, so that
/// nothing is computed twice. Good for one cache; may be used once or not at all.
/// </summary>
public sealed class StoreTicket
{
    internal StoreTicket(EmbeddedRequest request) => Request = request;

    internal EmbeddedRequest Request { get; }

    /// <summary>Entries that were near enough, and that not enough stand behind.</summary>
    internal IReadOnlyList<EntrySummary> Unconfirmed { get; init; } = [];

    /// <summary>The number of the lookup in the decision log; 0 where it is not in it.</summary>
    internal long LogNumber { get; set; }

    /// <summary>Where the answer will be found by the same words.</summary>
    public ExactKey Key => Request.Normalized.Key;
}
