namespace Likewise.Server;

/// <summary>What a language model is asked to judge.</summary>
public enum JudgeUse
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Whether two answers say the same, after the request was answered, where the comparer cannot tell.</summary>
    Audit,

    /// <summary>Whether one answer serves two prompts, while the request waits, of candidates that are to be verified.</summary>
    Verify,

    /// <summary>Both.</summary>
    Both,
}
