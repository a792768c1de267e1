namespace Likewise.Evaluation;

/// <summary>
/// Whether a bound on wrong hits is kept on pairs: calibrated on one half, measured on the other, many times over.
/// </summary>
public sealed class PairBound
{
    private const int SplitCount = 100;

    internal PairBound(
        IReadOnlyList<LabelledPair> pairs, IReadOnlyList<JudgedPair> judged, double wrongShareMax, double confidence, long seed)
    {
        (WrongShareMax, Confidence) = (wrongShareMax, confidence);
        var families = PairFamilies.Of(pairs);
        Splits = [.. Enumerable.Range(0, SplitCount)
            .Select(split => PairSplit.Of(judged, families, wrongShareMax, confidence, unchecked(seed + split)))];
        Reliability = new Reliability(judged
            .Where(pair => pair.Score is not null)
            .Select(pair => (pair.Score.GetValueOrDefault(), pair.IsDuplicate)));
    }

    /// <summary>The share of what is served that may be wrong.</summary>
    public double WrongShareMax { get; }

    /// <summary>How likely that should hold.</summary>
    public double Confidence { get; }

    /// <summary>Every split; the first is that of the seed. No prompt is in both halves of one.</summary>
    public IReadOnlyList<PairSplit> Splits { get; }

    /// <summary>The share of the splits in whose second half no larger share of what was served was wrong.</summary>
    public double Coverage => (double)Splits.Count(split => !(split.Served.WrongShare > WrongShareMax)) / Splits.Count;

    /// <summary>The share of the splits in which the first half vouched for a score.</summary>
    public double FoundShare => (double)Splits.Count(split => split.ScoreMin is not null) / Splits.Count;

    /// <summary>The mean share that was served of the pairs that may share an answer.</summary>
    public double? RightShare => Splits.Average(split => split.RightShare);

    /// <summary>The mean share of what was served that was wrong, over the splits that served anything.</summary>
    public double? WrongShare => Splits.Average(split => split.Served.WrongShare);

    /// <summary>Whether the scores of all pairs mean what they say.</summary>
    public Reliability Reliability { get; }
}
