namespace Likewise;

/// <summary>A candidate of a lookup that is to be logged.</summary>
/// <param name="Candidate">The entry and its similarity.</param>
/// <param name="Fate">What became of it, as far as the lookup says.</param>
/// <param name="Verdict">What was decided, where it was examined.</param>
internal readonly record struct NotedCandidate(Candidate Candidate, CandidateFate Fate, Verdict Verdict)
{
    /// <summary>What decided, where that does not follow from what is known of the candidate.</summary>
    public string RuleIfVerified => Fate.HasFlag(CandidateFate.Verified) ? Verdict.Rule : "";
}
