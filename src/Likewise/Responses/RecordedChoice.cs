namespace Likewise;

/// <summary>One of the answers that a model gave to a request; most requests ask for one.</summary>
/// <param name="Parts">What it says, in order.</param>
/// <param name="Finish">Why it ended.</param>
public sealed record RecordedChoice(IReadOnlyList<RecordedPart> Parts, FinishReason Finish);
