namespace Likewise;

/// <summary>
/// How an entry, or several, did so far: how often its answer was wrong, and how often that was to be expected of answers as sure
/// as it was. Eight bytes.
/// </summary>
/// <param name="Wrong">How often it was wrong.</param>
/// <param name="Expected">The sum of the shares that were expected to be wrong; each right answer adds its own too.</param>
internal readonly record struct EntryHistory(float Wrong, float Expected)
{
    public bool IsEmpty => Wrong == 0 && Expected == 0;

    public static EntryHistory operator +(EntryHistory one, EntryHistory other) =>
        new(one.Wrong + other.Wrong, one.Expected + other.Expected);

    public static EntryHistory Unpack(long bits) =>
        new(BitConverter.Int32BitsToSingle((int)(bits >> 32)), BitConverter.Int32BitsToSingle((int)bits));

    /// <summary>Both numbers in one, so that they are read and changed together without a lock.</summary>
    public long Pack() =>
        ((long)BitConverter.SingleToInt32Bits(Wrong) << 32) | (uint)BitConverter.SingleToInt32Bits(Expected);

    public EntryHistory With(bool isRight, double expectedWrong) =>
        new(Wrong + (isRight ? 0 : 1), Expected + (float)expectedWrong);

    /// <summary>How many times more often wrong than expected, leaning on 1 where little is known.</summary>
    /// <param name="strength">How many expected wrong answers the leaning is worth.</param>
    /// <remarks>
    /// The mean of a gamma distribution begun at 1 (Clayton and Kaldor, Empirical Bayes estimates of age-standardized relative
    /// risks, Biometrics 43, 1987).
    /// </remarks>
    public double Ratio(double strength) => (Wrong + strength) / (Expected + strength);
}
