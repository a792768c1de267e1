namespace Likewise;

/// <summary>The closest entry that was not served.</summary>
/// <param name="Candidate">The entry and its similarity.</param>
/// <param name="Verdict">What rejected it.</param>
public sealed record NearestMiss(Candidate Candidate, Verdict Verdict);
