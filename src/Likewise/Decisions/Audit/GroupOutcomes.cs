namespace Likewise;

/// <summary>How the cache's answers did in one group.</summary>
/// <param name="Group">The group: a namespace, say (<see cref="BoundOptions.Group"/>).</param>
/// <param name="Outcomes">How they did.</param>
public sealed record GroupOutcomes(string Group, OutcomeStatistics Outcomes);
