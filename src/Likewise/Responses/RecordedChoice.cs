namespace Likewise;

/// <summary>One of the answers that a model gave to a request; most requests ask for one.</summary>
/// <param name="Parts">What it says, in order.</param>
/// <param name="Finish">Why it ended.</param>
public sealed record RecordedChoice(IReadOnlyList<RecordedPart> Parts, FinishReason Finish)
{
    /// <summary>The text that was to end the answer, and did; protocols that do not name it know only that one did.</summary>
    /// <value>Default: null, none named.</value>
    public string? StopSequence { get; init; }

    /// <summary>Equal when the parts are, one by one, and the end.</summary>
    public bool Equals(RecordedChoice? other) =>
        other is not null && Finish == other.Finish && StopSequence == other.StopSequence && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Finish, Parts.Count);
}
