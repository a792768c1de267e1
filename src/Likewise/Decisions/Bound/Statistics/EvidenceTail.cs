namespace Likewise;

/// <summary>The evidence at and above a cut, as if it were one sample of a size and a count of wrong ones.</summary>
/// <remarks>
/// <para>Where every case was looked at, size and count are just those, and the binomial tail is exact. Where some scores were
/// looked at more often than others (all near misses, but a share of the hits), each step of the grid counts by its part of the
/// traffic and is judged by its own labels, and the size is Kish's effective one (Survey Sampling, 1965, 11.7):
/// T² / Σ (t² / n).</para>
/// <para>Kish's formula takes the share that is wrong to be the same in all steps. Here it falls with the score, and high scores
/// are those looked at less often, so the true variance is smaller than the one assumed.</para>
/// </remarks>
internal struct EvidenceTail
{
    private double _traffic, _wrong, _spread;

    /// <summary>Takes in the next lower step.</summary>
    /// <param name="traffic">How many cases the labels stand for.</param>
    /// <param name="labels">How many were looked at; positive.</param>
    /// <param name="wrong">How many of those were wrong.</param>
    public void Add(double traffic, double labels, double wrong)
    {
        _traffic += traffic;
        _wrong += traffic * wrong / labels;
        _spread += traffic * traffic / labels;
    }

    public readonly double Size => _spread > 0 ? _traffic * _traffic / _spread : 0;

    public readonly double WrongShare => _traffic > 0 ? _wrong / _traffic : 0;

    public readonly double Wrong => Size * WrongShare;
}
