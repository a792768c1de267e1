namespace Likewise.Evaluation;

/// <summary>What became of a log's lookups with a policy.</summary>
public sealed record PolicyOutcome
{
    /// <summary>The policy.</summary>
    public required TunePolicy Policy { get; init; }

    /// <summary>Lookups.</summary>
    public required int Lookups { get; init; }

    /// <summary>Hits by the same words.</summary>
    public required int ExactHits { get; init; }

    /// <summary>Hits by meaning: at least so many.</summary>
    public required int HitsByMeaning { get; init; }

    /// <summary>
    /// Misses that might have been hits: of an answer that only this policy would have stored, behind the candidates that were
    /// looked for, or by a verifier that was not asked.
    /// </summary>
    public required int MaybeHits { get; init; }

    /// <summary>Hits by meaning of which the log knows whether they were right.</summary>
    public required int Judged { get; init; }

    /// <summary>How many of those were wrong.</summary>
    public required int JudgedWrong { get; init; }

    /// <summary>Hits by meaning of which the log knows nothing, nor of others that they could be taken to be like.</summary>
    public required int Unjudged { get; init; }

    /// <summary>
    /// The wrong share of the hits by meaning that are judged: where a share was drawn, each stands for all. Null without any.
    /// </summary>
    public required double? WrongShare { get; init; }

    /// <summary>Between which bounds the true share lies with 95 % confidence; null without any that is judged.</summary>
    public required WilsonInterval? Interval { get; init; }

    /// <summary>Tokens that the hits save.</summary>
    public required long TokensSaved { get; init; }

    /// <summary>Time that callers did not wait: what the model took less what the lookup took.</summary>
    public required TimeSpan TimeSaved { get; init; }

    /// <summary>All hits: at least so many.</summary>
    public int Hits => ExactHits + HitsByMeaning;

    /// <summary>The share of the lookups that were hits.</summary>
    public double HitShare => Lookups == 0 ? 0 : (double)Hits / Lookups;

    /// <summary>The share of the lookups that were hits at most.</summary>
    public double HitShareMax => Lookups == 0 ? 0 : (double)(Hits + MaybeHits) / Lookups;

    /// <summary>
    /// No larger share of the hits by meaning is wrong, with all the confidence of the interval: what nobody has judged counts as
    /// wrong. Null without a hit by meaning.
    /// </summary>
    public double? WrongShareMax => HitsByMeaning == 0
        ? null
        : (((HitsByMeaning - Unjudged) * (Interval?.High ?? 1)) + Unjudged) / HitsByMeaning;
}
