namespace Likewise;

/// <summary>What was decided of a candidate.</summary>
public enum VerdictOutcome
{
    /// <summary>Its answer is not right for the request. What nobody has decided counts as this.</summary>
    Reject,

    /// <summary>It is.</summary>
    Accept,

    /// <summary>Only a verifier can tell.</summary>
    Verify,
}
