namespace Likewise;

/// <summary>
/// What the answers of entries found together say. Where some of them are the same, little hangs on the words of the prompts: a
/// candidate is the surer the more of its neighbours have its answer, and the less sure the more have another.
/// </summary>
/// <remarks>
/// Answers repeat where a model chooses among few: support texts, labels, routes. Where every answer is worded anew, and of
/// entries whose answer has not been seen since the start, this says nothing. As all that moves a score it is of the time before
/// the decision, so the bound holds for the sum (<see cref="CutSearch"/>).
/// </remarks>
internal static class SharedAnswers
{
    /// <summary>Log-odds for each unit of similarity; streams of intents fare the same from 1.5 to 3.</summary>
    private const double Weight = 2.5;

    private const double FurthestSimilarity = 0.5;

    /// <summary>Neighbours further down the list say little, and cost time.</summary>
    private const int LookedAtMax = 16;

    /// <param name="candidates">What was found.</param>
    /// <param name="index">The one in question.</param>
    /// <param name="table">Knows what they answer.</param>
    /// <param name="viewer">Who asks: what not enough stand behind for this one speaks for nothing and against nothing.</param>
    /// <returns>Log-odds; 0 where no two answers are known to be the same.</returns>
    public static double About(ReadOnlySpan<Candidate> candidates, int index, EntryTable table, in Viewer viewer)
    {
        var count = Math.Min(candidates.Length, LookedAtMax);
        if (index >= count)
            return 0;

        Span<int> answers = stackalloc int[LookedAtMax];
        for (var at = 0; at < count; at++)
            answers[at] = table.TryGet(candidates[at].Summary.Id, out var resident) && viewer.Trusts(resident)
                ? resident.AnswerHash
                : 0;

        var (own, sum, areShared) = (answers[index], 0.0, false);
        for (var at = 0; at < count; at++)
        {
            if (answers[at] == 0)
                continue;
            areShared |= answers[(at + 1)..count].Contains(answers[at]);
            var closeness = Math.Max(0, candidates[at].Similarity - FurthestSimilarity);
            sum += at == index ? 0 : answers[at] == own ? closeness : -closeness;
        }

        return own != 0 && areShared ? Weight * sum : 0;
    }
}
