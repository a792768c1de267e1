using Likewise.Vectors;

namespace Likewise.Cli;

/// <summary>How many searches found the row that is truly closest, or one as close.</summary>
/// <remarks>
/// A row as close as the best within 1e-6 counts as the best: it is the same vector twice, or a tie in single precision. Where
/// nothing reaches the least similarity asked for, finding nothing is right.
/// </remarks>
internal sealed class RecallTally
{
    private const double High = 0.8;
    private const double Tie = 1e-6;

    /// <summary>By how much a truth made in single precision may miss the best.</summary>
    private const double TruthTolerance = 1e-5;

    private int _queries;
    private int _right;
    private int _rightAbove80;
    private int _wrongAbove80;

    /// <summary>Queries whose true best is above 0.8.</summary>
    public int Above80 { get; private set; }

    public double Share => (double)_right / _queries;

    /// <summary>Over the queries whose true best is above 0.8; null where there are none.</summary>
    public double? ShareAbove80 => Above80 == 0 ? null : (double)_rightAbove80 / Above80;

    /// <summary>Of the queries whose true best is not above 0.8, those told of one that is; null where there are none.</summary>
    public double? WrongShareAbove80 => Above80 == _queries ? null : (double)_wrongAbove80 / (_queries - Above80);

    /// <summary>Judges what was found.</summary>
    /// <exception cref="CommandException">Something closer than the truth was found: the truth is another set's.</exception>
    public static RecallTally Of(IndexBenchPlan plan, IReadOnlyList<Neighbor?> found)
    {
        var tally = new RecallTally();
        var row = new float[plan.Vectors.Dimension];
        for (var query = 0; query < plan.QueryCount; query++)
        {
            var best = CosineTo(plan.Truth[query]);
            var neighbor = found[query].GetValueOrDefault();
            var cosine = found[query] is null ? (double?)null : CosineTo((int)neighbor.Key);
            if (cosine > best + TruthTolerance)
            {
                throw new CommandException(
                    ExitCode.Usage,
                    FormattableString.Invariant($"query {query}: row {neighbor.Key} with cosine {cosine:F6} is closer ")
                        + FormattableString.Invariant($"than the truth's row {plan.Truth[query]} with {best:F6}. ")
                        + "Is the truth that of other vectors, or of another --count?");
            }

            var isRight = cosine is null ? best < plan.SimilarityMin : cosine >= best - Tie;
            tally.Add(best, isRight, found[query]?.Similarity);

            double CosineTo(int number)
            {
                plan.Vectors.Read(number, row);
                return NearestRow.Cosine(plan.Query(query), row);
            }
        }

        return tally;
    }

    private void Add(double best, bool isRight, float? reported)
    {
        _queries++;
        _right += isRight ? 1 : 0;
        if (best > High)
        {
            Above80++;
            _rightAbove80 += isRight ? 1 : 0;
        }
        else if (reported > High + Tie)
        {
            _wrongAbove80++;
        }
    }
}
