namespace Likewise;

/// <summary>What a <see cref="Judge"/> was asked, what it said, and what that took.</summary>
public sealed record JudgeStatistics
{
    /// <summary>Questions that the model was asked.</summary>
    public required long Asked { get; init; }

    /// <summary>Questions that were not asked, because the same texts had been judged or were being judged.</summary>
    public required long Known { get; init; }

    /// <summary>Questions that were not asked: texts too long, too many calls at once or in a minute.</summary>
    public required long Refused { get; init; }

    /// <summary>Answers that said the same.</summary>
    public required long Same { get; init; }

    /// <summary>Answers that said otherwise.</summary>
    public required long Different { get; init; }

    /// <summary>Answers that said that it cannot be told, or something that is none of the words asked for.</summary>
    public required long Unclear { get; init; }

    /// <summary>Calls that failed or were late.</summary>
    public required long Failed { get; init; }

    /// <summary>What the answers took together.</summary>
    public required TokenUsage Usage { get; init; }
}
