namespace Likewise.Cli;

/// <summary>The JSON of why two prompts share an answer, or do not.</summary>
internal sealed record ExplainFound(
    bool WouldShare, string? Rule, string? Detail, double? Similarity, double SimilarityMin,
    IReadOnlyList<FactFound> Facts, IReadOnlyList<GuardFound> Guards, string? Fault)
{
    public static ExplainFound Of(Explanation explanation) => new(
        explanation.WouldShare, explanation.Verdict?.Rule, explanation.Verdict?.Detail, explanation.Similarity,
        explanation.SimilarityMin,
        [.. explanation.Facts.Select(fact => new FactFound(fact.Kind, fact.Asked, fact.Stored))],
        [.. explanation.Guards.Select(guard => new GuardFound(guard.Name, guard.IsOn, guard.Objection))],
        explanation.Fault);
}

/// <summary>What is read of one kind from both prompts.</summary>
internal sealed record FactFound(string Kind, IReadOnlyList<string> Asked, IReadOnlyList<string> Stored);

/// <summary>What one guard says; null for nothing.</summary>
internal sealed record GuardFound(string Name, bool On, string? Objection);
