namespace Likewise.Encoder;

/// <summary>Memory that one encoding needs. Grows with the longest word that it has met, and is kept while it is small.</summary>
internal sealed class UnigramScratch
{
    // 64 Ki units: more than any word that is one, and 2 MB in all.
    private const int KeptUnits = 1 << 16;

    /// <summary>The best sum of scores of what ends at a unit.</summary>
    public double[] Best { get; private set; } = [];

    /// <summary>Where its last piece begins.</summary>
    public int[] From { get; private set; } = [];

    /// <summary>The id of its last piece.</summary>
    public int[] Ids { get; private set; } = [];

    /// <summary>The pieces of the best way.</summary>
    public int[] Path { get; private set; } = [];

    /// <summary>The part of the text that is normalised next.</summary>
    public TextBuffer Raw { get; } = new();

    /// <summary>What the steps so far have made of it.</summary>
    public TextBuffer Normalized { get; private set; } = new();

    /// <summary>Where the next step writes.</summary>
    public TextBuffer Spare { get; private set; } = new();

    /// <summary>The word that is cut next.</summary>
    public TextBuffer Word { get; } = new();

    /// <summary>Whether it is small enough to be kept.</summary>
    public bool IsKept =>
        Best.Length <= KeptUnits && Raw.Capacity <= KeptUnits && Normalized.Capacity <= KeptUnits && Spare.Capacity <= KeptUnits;

    /// <summary>Makes what the step wrote the result so far.</summary>
    public void SwapSpare() => (Normalized, Spare) = (Spare, Normalized);

    /// <summary>Makes room for a word.</summary>
    public void Prepare(int units)
    {
        if (Best.Length > units) return;
        var length = Math.Max(256, 2 * units);
        (Best, From, Ids, Path) = (new double[length], new int[length], new int[length], new int[length]);
    }
}
