namespace Likewise.Evaluation;

/// <summary>What a log says of the policies that it was replayed with.</summary>
public sealed record TuneReport
{
    /// <summary>What happened.</summary>
    public required TuneFacts Facts { get; init; }

    /// <summary>What was in force, replayed.</summary>
    public required PolicyOutcome InForce { get; init; }

    /// <summary>How many lookups that replay decided otherwise than happened. With a log that is whole: none.</summary>
    public required int Differing { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<LogDifference> Differences { get; init; }

    /// <summary>The policies, in the order in which they were given.</summary>
    public required IReadOnlyList<PolicyOutcome> Policies { get; init; }

    /// <summary>The largest wrong share of hits by meaning that is wanted.</summary>
    public required double WrongShareMax { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// The policy with the most hits of those of which no more is wrong than is wanted; null where that can be said of none.
    /// </summary>
    public PolicyOutcome? Recommended => Policies.Append(InForce)
        .Where(outcome => outcome.WrongShareMax <= WrongShareMax)
        .OrderByDescending(outcome => outcome.Hits)
        .ThenBy(outcome => outcome.WrongShareMax)
        .FirstOrDefault();

    /// <summary>What can be said.</summary>
    public TuneAdviceKind Advice => Recommended is not null ? TuneAdviceKind.Recommended
        : Policies.Append(InForce).Any(MayKeepIt) ? TuneAdviceKind.NotEnoughOutcomes
        : TuneAdviceKind.NoneKeepsIt;

    private bool MayKeepIt(PolicyOutcome outcome) =>
        outcome.HitsByMeaning > 0 && !(outcome.Interval?.Low > WrongShareMax);
}
