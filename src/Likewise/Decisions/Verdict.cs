namespace Likewise;

/// <summary>The decision on one candidate, with what decided.</summary>
/// <param name="Outcome">What was decided.</param>
/// <param name="Rule">Which rule decided: <c>exact</c>, <c>threshold</c>, or the name of a guard or verifier.</param>
/// <param name="Detail">What the rule saw, for people; null where the rule's name says all.</param>
public readonly record struct Verdict(VerdictOutcome Outcome, string Rule, string? Detail = null)
{
    /// <summary>How sure it is that the answer is right, where the rule says so.</summary>
    /// <value>In [0, 1]; default: null.</value>
    public double? Score { get; init; }

    /// <summary>Whether the rules alone would have rejected what a verifier is asked of, or has accepted.</summary>
    /// <value>Default: false.</value>
    public bool IsRescued { get; init; }

    /// <summary>Accepted by a rule.</summary>
    public static Verdict Accept(string rule, string? detail = null) => new(VerdictOutcome.Accept, rule, detail);

    /// <summary>Rejected by a rule.</summary>
    public static Verdict Reject(string rule, string? detail = null) => new(VerdictOutcome.Reject, rule, detail);

    /// <summary>Left to the verifier by a rule.</summary>
    public static Verdict Verify(string rule, string? detail = null) => new(VerdictOutcome.Verify, rule, detail);
}
