namespace Likewise;

/// <summary>
/// Why one request is, or is not, given the answer to another. Made of the two requests alone: no entry is looked at.
/// </summary>
public sealed record Explanation
{
    /// <summary>Whether an answer to the one, stored and in time, would be given to the other, as far as can be told.</summary>
    /// <value>False also where a verifier has the last word: <see cref="Verdict"/> then says so.</value>
    public required bool WouldShare { get; init; }

    /// <summary>How far the cache may go with the request asked.</summary>
    public required Eligibility AskedEligibility { get; init; }

    /// <summary>Why no further; null where it may go all the way.</summary>
    public string? AskedReason { get; init; }

    /// <summary>How far the cache may go with the request answered before.</summary>
    public required Eligibility StoredEligibility { get; init; }

    /// <summary>Why no further; null where it may go all the way.</summary>
    public string? StoredReason { get; init; }

    /// <summary>Whether both ask in the same words, normalized.</summary>
    public required bool IsSameText { get; init; }

    /// <summary>Whether all that must match exactly does.</summary>
    public required bool IsSameScope { get; init; }

    /// <summary>
    /// What does not match although it must, as <c>model</c>, <c>messages[0].text</c> or <c>parameters.tools[1].name</c>; at most
    /// <see cref="DifferencesMax"/>.
    /// </summary>
    public required IReadOnlyList<string> ScopeDifferences { get; init; }

    /// <summary>Cosine of the two prompts, in [-1, 1]; null where they are not compared.</summary>
    public double? Similarity { get; init; }

    /// <summary>The similarity that is needed: the operator's, or the caller's where that is higher.</summary>
    public required double SimilarityMin { get; init; }

    /// <summary>Each rule that rejects, in the order in which they are asked, and why; empty where none does.</summary>
    public required IReadOnlyList<Verdict> Objections { get; init; }

    /// <summary>What is read from the two prompts, kind by kind; empty where they are not compared.</summary>
    public IReadOnlyList<PromptFact> Facts { get; init; } = [];

    /// <summary>
    /// What every guard says, in the order in which they are asked, those that are switched off included; empty where the prompts
    /// are not compared.
    /// </summary>
    public IReadOnlyList<GuardOpinion> Guards { get; init; } = [];

    /// <summary>The decision on the two prompts; null where none is come to.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Why the prompts could not be compared, for people; null where nothing went wrong.</summary>
    public string? Fault { get; init; }

    /// <summary>How soon what the request asked asks for changes.</summary>
    public VolatilityFinding AskedVolatility { get; init; }

    /// <summary>How soon what the request answered before asks for changes: its answer lives no longer than that.</summary>
    public VolatilityFinding StoredVolatility { get; init; }

    /// <summary>How many differences are listed at most.</summary>
    public const int DifferencesMax = 100;
}
