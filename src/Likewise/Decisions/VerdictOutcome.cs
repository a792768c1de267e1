namespace Likewise;

/// <summary>What was decided of a candidate.</summary>
public enum VerdictOutcome
{
    /// <summary>Its answer is right for the request.</summary>
    Accept,

    /// <summary>It is not.</summary>
    Reject,

    /// <summary>Only a verifier can tell.</summary>
    Verify,
}
