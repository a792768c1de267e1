namespace Likewise;

/// <summary>
/// Finds the lowest cut for which the evidence shows, with the confidence asked for, that among all that is served at or above
/// it no larger share is wrong than allowed.
/// </summary>
/// <remarks>
/// <para>The method is Learn then Test (Angelopoulos, Bates, Candès, Jordan and Lei, 2021), for selective classification: each
/// cut of the grid is a hypothesis, "of what is served here too much is wrong"; its p-value is an exact binomial tail, for
/// given how many cases lie above a cut, how many of them are wrong is binomial, whatever the distribution of the scores; and
/// the cuts are tested from strict to lax, until one cannot be rejected. By their theorem 1, all cuts that were rejected hold
/// together with probability 1 - δ, so the lowest of them does. Nothing is assumed of the score: a poor one costs hits, not the
/// bound.</para>
/// <para>The strictest cuts have too little evidence to be rejected, so the sequence is begun at several places, each with its
/// part of δ (their section 3.2; Bauer, 1991): where the evidence above reaches the least that could suffice, twice that, and
/// so on. Where a sequence begins depends on how many cases were seen at each score, never on their labels.</para>
/// <para>It holds at any one moment for cases like those seen. It does not hold for a score that other cases get later: that is
/// what <see cref="DriftAlarm"/> watches.</para>
/// </remarks>
internal static class CutSearch
{
    /// <summary>Beginnings at most: with the least evidence that could do, and each time with twice as much.</summary>
    private const int StartsMax = 6;

    /// <returns>Null when no cut holds.</returns>
    public static Cut? Find(EvidenceCurve evidence, in BoundTarget target)
    {
        Span<EvidenceTail> tails = stackalloc EvidenceTail[ScoreGrid.Steps];
        Span<int> steps = stackalloc int[ScoreGrid.Steps];
        var count = Gather(evidence, steps, tails);

        Cut? lowest = null;
        var starts = StartsFor(count > 0 ? tails[count - 1].Size : 0, target);
        var risk = target.Risk / starts;
        var enough = BinomialBound.TrialsWithoutWrong(target.WrongShareMax, risk);
        for (var start = 0; start < starts; start++, enough *= 2)
        {
            for (var at = BeginningOf(tails[..count], enough); at < count && Holds(tails[at], target.WrongShareMax, risk); at++)
            {
                if (lowest is null || steps[at] < lowest.Value.Step)
                    lowest = new Cut(steps[at], tails[at].Size, tails[at].Wrong);
            }
        }

        return lowest;
    }

    /// <summary>The tails at each step that has evidence, from the highest down. A cut never lies below all evidence.</summary>
    private static int Gather(EvidenceCurve evidence, Span<int> steps, Span<EvidenceTail> tails)
    {
        var (count, tail) = (0, default(EvidenceTail));
        for (var step = ScoreGrid.Steps - 1; step >= 0; step--)
        {
            var (traffic, right, wrong) = evidence[step];
            if (right + wrong <= 0)
                continue;

            tail.Add(traffic, right + wrong, wrong);
            (steps[count], tails[count++]) = (step, tail);
        }

        return count;
    }

    /// <summary>As many beginnings as there is evidence for: one that cannot be reached would take its part of δ for
    /// nothing.</summary>
    private static int StartsFor(double size, in BoundTarget target)
    {
        var starts = 1;
        while (starts < StartsMax
            && BinomialBound.TrialsWithoutWrong(target.WrongShareMax, target.Risk / (starts + 1)) * Math.Pow(2, starts) <= size)
            starts++;
        return starts;
    }

    private static int BeginningOf(ReadOnlySpan<EvidenceTail> tails, double enough)
    {
        var at = 0;
        while (at < tails.Length && tails[at].Size < enough)
            at++;
        return at;
    }

    private static bool Holds(in EvidenceTail tail, double wrongShareMax, double risk) =>
        BinomialBound.ChanceOfSoFew(tail.Wrong, tail.Size, wrongShareMax) <= risk;
}
