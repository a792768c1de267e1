using System.Globalization;

namespace Likewise;

/// <summary>Evidence decides: what is as sure as its group's cut asks for is served.</summary>
internal sealed class BoundRule(HitBound bound, CandidateScorer scorer, double similarityMin, EntryTable table) : HitRule
{
    public override string Name => Decider.Bound;

    public override double SimilarityMinOf(NamespaceTerms? terms) => terms?.SimilarityMin ?? similarityMin;

    public override Verdict Judge(
        ref PromptFeatures? asked, in NormalizedRequest request, ReadOnlySpan<Candidate> candidates, int index)
    {
        // 1. How sure is it, by what the two prompts say?
        asked ??= PromptFeatures.Of(request.EmbeddingText);
        var candidate = candidates[index];
        var score = scorer.ScoreOf(asked, candidate, GapOf(candidates, index));

        // 2. And by how this entry, and those beside it, did before, and what they answer?
        var own = HistoryOf(candidate);
        var beside = HistoryBeside(candidates, index, SimilarityMinOf(request.Terms));
        var sureness = Sureness.Of(score, own, beside) + SharedAnswers.About(candidates, index, table, request.Viewer);

        // 3. Is that enough where it lives?
        var standing = bound.StandingOf(candidate.Summary);
        var (least, counted) = (standing.LogOddsMin, CountedBy(standing.Source, sureness, score));
        return counted >= least
            ? Verdict.Accept(Decider.Bound) with { Score = LogOdds.ToScore(sureness) }
            : Verdict.Reject(Decider.Bound, ReasonOf(counted, least, bound.WrongShareMaxOf(candidate.Summary))) with
            {
                Score = LogOdds.ToScore(sureness),
            };
    }

    /// <summary>
    /// A calibration is of scores without histories and neighbours: what speaks for an entry there does not loosen its cut.
    /// </summary>
    private static double CountedBy(BoundStanding source, double sureness, double score) =>
        source == BoundStanding.Calibration ? Math.Min(sureness, LogOdds.Of(score)) : sureness;

    private static double GapOf(ReadOnlySpan<Candidate> candidates, int index)
    {
        var closestOther = 0.0;
        for (var other = 0; other < candidates.Length; other++)
        {
            if (other != index)
                closestOther = Math.Max(closestOther, candidates[other].Similarity);
        }

        return candidates[index].Similarity - closestOther;
    }

    /// <summary>Of the entries that are close to the prompt too; what is far away says nothing of this one.</summary>
    private EntryHistory HistoryBeside(ReadOnlySpan<Candidate> candidates, int index, double closeFrom)
    {
        var history = default(EntryHistory);
        for (var other = 0; other < candidates.Length; other++)
        {
            if (other != index && candidates[other].Similarity >= closeFrom)
                history += HistoryOf(candidates[other]);
        }

        return history;
    }

    private EntryHistory HistoryOf(in Candidate candidate) =>
        table.TryGet(candidate.Summary.Id, out var resident) ? resident.History : default;

    private static string ReasonOf(double sureness, double least, double wrongShareMax)
    {
        var (score, needed) = (LogOdds.ToScore(sureness), LogOdds.ToScore(least));
        return double.IsPositiveInfinity(least)
            ? string.Create(CultureInfo.InvariantCulture, $"no evidence carries a bound of {wrongShareMax:P1} wrong yet")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"sure to {score:F3}; at most {wrongShareMax:P1} are wrong from {needed:F3}");
    }
}
