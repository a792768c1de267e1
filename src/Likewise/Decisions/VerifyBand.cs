namespace Likewise;

/// <summary>
/// Which candidates that no guard speaks against are shown to a verifier. Bounds are of what decides: similarities where a fixed
/// similarity does, scores (<see cref="Verdict.Score"/>) where evidence does. Without a verifier it says nothing.
/// </summary>
public sealed record VerifyBand
{
    /// <summary>What is not sure enough to be served, but as sure as this, is verified instead of rejected.</summary>
    /// <value>In [-1, 1]; default: null, nothing is rescued so.</value>
    public double? From { get; init; }

    /// <summary>
    /// What is sure enough to be served, but less sure than this, is verified first; from it on it is served at once.
    /// </summary>
    /// <value>
    /// In [-1, 1]; default: null, nothing is served without being verified. At or below what is needed to be served, only what
    /// would be rejected is verified.
    /// </value>
    public double? To { get; init; }

    /// <summary>Whether a verifier is asked of a candidate that the rule has judged. What is absent bounds nothing.</summary>
    internal bool IsIn(in Verdict judged, double similarity)
    {
        var score = judged.Score ?? similarity;
        return judged.Outcome == VerdictOutcome.Accept ? !(score >= To) : score >= From;
    }
}
