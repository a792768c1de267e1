namespace Likewise;

/// <summary>
/// What one more hit of an entry saves for each byte that the entry takes: the tokens of its answer and the seconds that the
/// model took, as far as the answer can be expected to be right.
/// </summary>
internal static class HitWorth
{
    /// <summary>
    /// What a second of waiting weighs, in tokens: about as many as a hosted model writes in one, so that an answer whose time is
    /// unknown and one whose tokens are unknown weigh about the same.
    /// </summary>
    private const double TokensPerSecond = 50;

    /// <summary>An answer of which nobody has said anything is right 19 times in 20; two things said outweigh that.</summary>
    private const double WrongAtFirst = 0.05, StrengthAtFirst = 2;

    public static double Of(Resident resident)
    {
        var summary = resident.Summary;
        var saved = summary.Cost.TotalTokens + (TokensPerSecond * summary.Latency.TotalSeconds);
        return (1 + saved) * ChanceRight(resident.Feedback, resident.History) / resident.Bytes;
    }

    /// <summary>
    /// By what callers said, with a beta prior; and where evidence decides, by how many times more often than expected it was
    /// wrong. Not 0: an order goes by ratios.
    /// </summary>
    private static double ChanceRight(EntryFeedback feedback, EntryHistory history)
    {
        var said = feedback.Right + feedback.Wrong + StrengthAtFirst;
        var wrong = (feedback.Wrong + (WrongAtFirst * StrengthAtFirst)) / said * history.Ratio(strength: 1);
        return Math.Max(0.01, 1 - wrong);
    }
}
