namespace Likewise.Evaluation;

/// <summary>Cases of about the same score.</summary>
/// <param name="From">The least score of the bin.</param>
/// <param name="Cases">How many there are.</param>
/// <param name="MeanScore">Their mean score; null where there are none.</param>
/// <param name="RightShare">The share of them that was right; null where there are none.</param>
public readonly record struct ReliabilityBin(double From, int Cases, double? MeanScore, double? RightShare)
{
    internal static ReliabilityBin Of(double from, IEnumerable<(double Score, bool IsRight)> cases)
    {
        var (count, scores, right) = (0, 0.0, 0);
        foreach (var (score, isRight) in cases)
        {
            count++;
            scores += score;
            right += isRight ? 1 : 0;
        }

        return count == 0 ? new(from, 0, null, null) : new(from, count, scores / count, (double)right / count);
    }
}
