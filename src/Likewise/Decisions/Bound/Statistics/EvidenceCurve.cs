namespace Likewise;

/// <summary>Labelled evidence by score: how many answers were right and wrong in each step of the grid.</summary>
/// <remarks>Three kilobytes, whatever it has seen. Not safe for concurrent calls: its owner has a lock.</remarks>
internal sealed class EvidenceCurve
{
    private readonly float[] _traffic, _right, _wrong;

    public EvidenceCurve()
        : this(new float[ScoreGrid.Steps], new float[ScoreGrid.Steps], new float[ScoreGrid.Steps])
    {
    }

    private EvidenceCurve(float[] traffic, float[] right, float[] wrong) => (_traffic, _right, _wrong) = (traffic, right, wrong);

    /// <summary>How many labels there are; old ones count less than one.</summary>
    public double Labels { get; private set; }

    public (float Traffic, float Right, float Wrong) this[int step] => (_traffic[step], _right[step], _wrong[step]);

    /// <summary>Takes in one case.</summary>
    /// <param name="step">Where its score falls.</param>
    /// <param name="isRight">Its label.</param>
    /// <param name="standsFor">How many cases it was drawn from: 1 where all are looked at, 20 where one in twenty is.</param>
    public void Add(int step, bool isRight, double standsFor)
    {
        _traffic[step] += (float)standsFor;
        (isRight ? _right : _wrong)[step]++;
        Labels++;
    }

    public void Add(int step, float traffic, float right, float wrong)
    {
        _traffic[step] += traffic;
        _right[step] += right;
        _wrong[step] += wrong;
        Labels += right + wrong;
    }

    public void Add(EvidenceCurve other)
    {
        for (var step = 0; step < ScoreGrid.Steps; step++)
            Add(step, other._traffic[step], other._right[step], other._wrong[step]);
    }

    /// <summary>Lets everything so far count for a part of what it did.</summary>
    /// <param name="part">In [0, 1].</param>
    public void Fade(double part)
    {
        for (var step = 0; step < ScoreGrid.Steps; step++)
        {
            _traffic[step] *= (float)part;
            _right[step] *= (float)part;
            _wrong[step] *= (float)part;
        }

        Labels *= part;
    }

    /// <summary>The wrong share among what is about as sure as a step, leaning on what is expected where little was
    /// seen.</summary>
    /// <param name="step">The step; its neighbours within half a unit of log-odds are counted too.</param>
    /// <param name="expected">The share without any evidence here.</param>
    /// <param name="strength">How many labels the expectation is worth.</param>
    /// <remarks>The mean of a beta distribution begun at the expectation.</remarks>
    public double WrongShareAround(int step, double expected, double strength)
    {
        const int Reach = 10;
        var (labels, wrong) = (0.0, 0.0);
        for (var near = Math.Max(0, step - Reach); near <= Math.Min(ScoreGrid.Steps - 1, step + Reach); near++)
        {
            labels += _right[near] + _wrong[near];
            wrong += _wrong[near];
        }

        return (wrong + (strength * expected)) / (labels + strength);
    }

    public EvidenceCurve Copy() => new([.. _traffic], [.. _right], [.. _wrong]) { Labels = Labels };
}
