namespace Likewise.Evaluation;

/// <summary>What a log's outcomes allow to be said of policies.</summary>
public enum TuneAdviceKind
{
    /// <summary>A policy has more hits than the others, and too few of them are wrong to be too many.</summary>
    Recommended,

    /// <summary>There are policies that may keep the bound, and too few outcomes to say so.</summary>
    NotEnoughOutcomes,

    /// <summary>Of every policy that serves anything more seems to be wrong.</summary>
    NoneKeepsIt,
}
