namespace Likewise;

/// <summary>An answer ends.</summary>
/// <param name="Choice">Which of the answers, from 0.</param>
/// <param name="Finish">Why.</param>
public sealed record FinishDelta(int Choice, FinishReason Finish) : ResponseDelta
{
    /// <summary>The text that was to end the answer, and did.</summary>
    /// <value>Default: null, none named.</value>
    public string? StopSequence { get; init; }
}
