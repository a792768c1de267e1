using Likewise.Vectors.Kernels;

namespace Likewise.Vectors.Binary;

/// <summary>How far the front of a code may be for its row to be looked at: so that not too many are.</summary>
/// <remarks>
/// It opens as wide as the search asks. Once more rows have passed than are wanted it closes, bit by bit, to where the nearest of
/// them stand; never further than to where something as similar as is assured would be shut out.
/// </remarks>
internal ref struct FrontGate
{
    private readonly Span<int> _passed; // By distance.
    private readonly int _leastMax;
    private readonly int _wanted;
    private int _within;

    /// <param name="passed">Room to count in: zeros. Shape [129].</param>
    /// <param name="max">How far a front may be at first.</param>
    /// <param name="leastMax">How far it may be however many have passed.</param>
    /// <param name="wanted">How many rows are enough.</param>
    public FrontGate(Span<int> passed, int max, int leastMax, int wanted)
    {
        _passed = passed[..(SlicedHamming.Bits + 1)];
        (Max, _leastMax, _wanted) = (max, leastMax, wanted);
    }

    /// <summary>The most bits in which a front may differ.</summary>
    public int Max { get; private set; }

    /// <summary>Whether those that pass are counted, because it may still close.</summary>
    public bool IsCounting => Max > _leastMax;

    /// <summary>Whether a row may pass. Counts it.</summary>
    public bool TryPass(int distance)
    {
        if (distance > Max)
            return false;
        if (!IsCounting)
            return true;

        _passed[distance]++;
        for (_within++; Max > _leastMax && _within - _passed[Max] >= _wanted; Max--)
            _within -= _passed[Max];
        return true;
    }

    /// <summary>Closes further: nothing beyond is of use any more.</summary>
    public void Close(int max) => Max = Math.Min(Max, max);
}
