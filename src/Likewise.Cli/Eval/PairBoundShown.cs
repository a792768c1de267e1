using Likewise.Evaluation;

namespace Likewise.Cli;

/// <summary>How a bound was kept on pairs.</summary>
/// <param name="ScoreMin">Of the seed's split, as <paramref name="Served"/>.</param>
/// <param name="Served">What was served of the second half.</param>
/// <param name="Coverage">The share of all splits in which the bound was kept.</param>
internal sealed record PairBoundShown(
    double MaxWrongHits, double Confidence, double? ScoreMin, int Calibrated, ServedGroupShown Served, double? RightShare,
    int Splits, double Coverage, double FoundShare, double? MeanWrongShare, double? MeanRightShare, ReliabilityShown Reliability)
{
    public static PairBoundShown? Of(PairBound? bound) => bound is null
        ? null
        : new PairBoundShown(
            bound.WrongShareMax, bound.Confidence, bound.Splits[0].ScoreMin, bound.Splits[0].Calibrated,
            ServedGroupShown.Of(bound.Splits[0].Served), bound.Splits[0].RightShare,
            bound.Splits.Count, bound.Coverage, bound.FoundShare, bound.WrongShare, bound.RightShare,
            ReliabilityShown.Of(bound.Reliability));
}
