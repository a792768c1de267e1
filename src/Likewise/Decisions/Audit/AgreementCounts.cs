namespace Likewise;

/// <summary>How often the model's own answer agreed with the cache's.</summary>
/// <param name="Same">It said the same.</param>
/// <param name="Different">It said something else: the cache's answer counts as wrong.</param>
/// <param name="Unknown">It could not be told.</param>
public readonly record struct AgreementCounts(long Same, long Different, long Unknown)
{
    private const double RiskOfASide = 0.025;

    /// <summary>All together.</summary>
    public long Compared => Same + Different + Unknown;

    /// <summary>
    /// The least share that is likely wrong: the lower end of the exact 95 % interval, where what could not be told is taken for
    /// right.
    /// </summary>
    /// <value>In [0, 1]; 0 before the first comparison.</value>
    public double WrongShareLeast => Compared == 0 ? 0 : 1 - BinomialBound.Upper(Same + Unknown, Compared, RiskOfASide);

    /// <summary>
    /// The largest share that is likely wrong: the upper end of the exact 95 % interval, where what could not be told is taken
    /// for wrong.
    /// </summary>
    /// <value>In [0, 1]; 1 before the first comparison.</value>
    public double WrongShareMost => BinomialBound.Upper(Different + Unknown, Compared, RiskOfASide);

    /// <summary>Both together.</summary>
    public static AgreementCounts operator +(AgreementCounts left, AgreementCounts right) => Add(left, right);

    /// <summary>Both together.</summary>
    public static AgreementCounts Add(AgreementCounts left, AgreementCounts right) =>
        new(left.Same + right.Same, left.Different + right.Different, left.Unknown + right.Unknown);
}
