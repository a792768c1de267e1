namespace Likewise;

/// <summary>
/// Puts a score and what is known of the entry together: wrong once makes it harder to serve, confirmed makes it easier, and an
/// entry that nothing is known of starts from the entries found beside it.
/// </summary>
/// <remarks>
/// Score and histories are those of before the decision, so whatever comes out is one more score, and evidence is kept by it. The
/// bound holds for any score (<see cref="CutSearch"/>), hence for this one.
/// </remarks>
internal static class Sureness
{
    /// <summary>How many expected wrong answers it takes to believe in an entry's own rate, and in its neighbours'.</summary>
    private const double EntryStrength = 0.5, NeighbourStrength = 2;

    /// <summary>However often an entry was confirmed, it is not served for prompts that are much further away.</summary>
    private const double EasierAtMost = 1.5;

    /// <returns>Log-odds.</returns>
    public static double Of(double score, EntryHistory entry, EntryHistory neighbours)
    {
        var beside = neighbours.Ratio(NeighbourStrength);
        var own = new EntryHistory(entry.Wrong, (float)(entry.Expected * beside)).Ratio(EntryStrength);
        return LogOdds.Of(score) - Math.Max(-EasierAtMost, Math.Log(beside * own));
    }
}
