namespace Likewise.Evaluation;

/// <summary>A lookup of which the replay of what was in force says something else than happened.</summary>
/// <param name="Lookup">Its number in the log.</param>
/// <param name="At">When it was.</param>
/// <param name="Happened">What happened, in words.</param>
/// <param name="Replayed">What the replay says.</param>
public sealed record LogDifference(long Lookup, DateTimeOffset At, string Happened, string Replayed);
