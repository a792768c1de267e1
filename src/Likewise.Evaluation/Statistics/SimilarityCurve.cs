namespace Likewise.Evaluation;

/// <summary>How well similarity tells pairs that may share an answer from those that may not, at every cut-off.</summary>
/// <remarks>
/// Pairs of equal similarity cannot be told apart by a cut-off, so they always change sides together: one step of the curve,
/// however many they are and in whatever order they came. Immutable.
/// </remarks>
public sealed class SimilarityCurve
{
    // Every distinct similarity as a cut-off, highest first.
    private readonly CutOff[] _steps;

    /// <summary>Makes the curve of scored pairs.</summary>
    /// <param name="scored">Each pair's similarity, a number, and whether it may share an answer.</param>
    /// <exception cref="ArgumentException">A similarity is not a number.</exception>
    public SimilarityCurve(IEnumerable<(double Similarity, bool IsDuplicate)> scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        var pairs = scored.ToArray();
        if (pairs.Any(pair => double.IsNaN(pair.Similarity)))
            throw new ArgumentException("A similarity is not a number.", nameof(scored));

        Positives = pairs.Count(pair => pair.IsDuplicate);
        Negatives = pairs.Length - Positives;
        var (right, wrong) = (0, 0);
        _steps = [.. pairs.GroupBy(pair => pair.Similarity).OrderByDescending(step => step.Key).Select(step =>
        {
            var duplicates = step.Count(pair => pair.IsDuplicate);
            right += duplicates;
            wrong += step.Count() - duplicates;
            return new CutOff(step.Key, right, wrong, Positives, Negatives);
        })];
    }

    /// <summary>Pairs of label 1.</summary>
    public int Positives { get; }

    /// <summary>Pairs of label 0.</summary>
    public int Negatives { get; }

    /// <summary>
    /// Area under the receiver operating characteristic: how likely a pair of label 1 is more similar than one of label 0, equal
    /// counting half. In [0, 1]; null unless there are pairs of both labels.
    /// </summary>
    public double? Auc
    {
        get
        {
            if (Positives == 0 || Negatives == 0)
                return null;

            // Twice the area in whole numbers: exact for any number of pairs that fits in memory.
            var twiceArea = 0L;
            var above = default(CutOff);
            foreach (var step in _steps)
            {
                twiceArea += (long)(step.Wrong - above.Wrong) * (step.Right + above.Right);
                above = step;
            }

            return twiceArea / (2.0 * Positives * Negatives);
        }
    }

    /// <summary>
    /// Average precision: each step's precision weighted by the recall it adds, not interpolated. In [0, 1]; null without a pair
    /// of label 1.
    /// </summary>
    public double? AveragePrecision
    {
        get
        {
            if (Positives == 0)
                return null;

            var sum = 0.0;
            var above = default(CutOff);
            foreach (var step in _steps)
            {
                // A step is never empty, so its precision is a number.
                sum += (step.Right - above.Right) * step.Precision.GetValueOrDefault();
                above = step;
            }

            return sum / Positives;
        }
    }

    /// <summary>
    /// The most recall that a cut-off of at least this precision has; 0 when none has it, null without a pair of label 1.
    /// </summary>
    /// <param name="precision">In [0, 1].</param>
    public double? RecallAtPrecision(double precision) => Positives == 0
        ? null
        : _steps.Where(step => step.Precision >= precision).Select(step => step.Recall).Max() ?? 0;

    /// <summary>What serving every pair at least this similar would do.</summary>
    public CutOff At(double threshold)
    {
        var (low, high) = (0, _steps.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_steps[middle].Threshold >= threshold)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0
            ? new CutOff(threshold, 0, 0, Positives, Negatives)
            : _steps[low - 1] with { Threshold = threshold };
    }
}
