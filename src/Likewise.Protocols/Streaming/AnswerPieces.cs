namespace Likewise.Protocols;

/// <summary>What an event of a streamed answer says.</summary>
/// <param name="Deltas">The pieces, in no protocol's terms; none where the event says nothing of the answer.</param>
/// <param name="Lost">
/// What of the event the pieces do not hold, as a path; null when they hold all that matters. An answer that lost something is
/// not to be stored: its replay would differ.
/// </param>
public readonly record struct AnswerPieces(IReadOnlyList<ResponseDelta> Deltas, string? Lost)
{
    /// <summary>An event that says nothing of the answer.</summary>
    public static AnswerPieces None { get; } = new([], null);
}
