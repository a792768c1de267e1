namespace Likewise;

/// <summary>What became of feedback.</summary>
/// <param name="Feedback">What was said of the entry until now, this included; null where it was not written down.</param>
/// <param name="Fault">Why it was not, for people; null where it was, and where there is no such entry.</param>
public sealed record FeedbackOutcome(EntryFeedback? Feedback, string? Fault);
