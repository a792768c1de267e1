namespace Likewise;

/// <summary>What one guard says of two prompts.</summary>
/// <param name="Name">The guard, as options name it.</param>
/// <param name="IsOn">Whether it is asked in lookups.</param>
/// <param name="Objection">What differs, for people; null where the guard has nothing against sharing an answer.</param>
public sealed record GuardOpinion(string Name, bool IsOn, string? Objection);
