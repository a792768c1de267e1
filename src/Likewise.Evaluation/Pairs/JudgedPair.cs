namespace Likewise.Evaluation;

/// <summary>What a cache made of one pair.</summary>
/// <param name="Similarity">How alike the cache found the two, 1 for the same words.</param>
/// <param name="IsServed">Whether the second was answered with the answer to the first.</param>
/// <param name="IsDuplicate">Whether that is right.</param>
/// <param name="Score">How sure the cache was; null where something spoke against it, or nothing was scored.</param>
internal readonly record struct JudgedPair(double Similarity, bool IsServed, bool IsDuplicate, double? Score = null)
{
    /// <summary>
    /// The similarity of a pair that the cache did not compare: below every cosine, so that no threshold serves it.
    /// </summary>
    public const double NotCompared = -2;
}
