using Likewise.Evaluation;

namespace Likewise.Tests.Decisions.Bound;

/// <summary>
/// Goal: the bound holds as often as it says. Method: cases are drawn from worlds in which the wrong share above every cut is
/// known, a cut is found from some of them, and what it would let through is compared with what was promised.
/// </summary>
public class CutSearchTests
{
    private const int Draws = 300;

    public static TheoryData<double, double, int> Targets { get; } = new()
    {
        { 0.02, 0.05, 4_000 },
        { 0.05, 0.10, 1_000 },
        { 0.15, 0.10, 600 },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void What_a_cut_lets_through_is_within_the_bound_as_often_as_promised(double wrongShareMax, double risk, int cases)
    {
        var world = new World(steepness: 1.2);
        var (found, broken) = (0, 0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var evidence = world.Draw(cases, seed: draw);
            if (CutSearch.Find(evidence, new BoundTarget(wrongShareMax, risk)) is not { } cut)
                continue;

            found++;
            broken += world.WrongShareFrom(cut.Step) > wrongShareMax ? 1 : 0;
        }

        Assert.True(found > Draws * 0.9, $"Only {found} draws of {Draws} found a cut.");
        Assert.True(broken <= Allowed(risk), $"{broken} cuts of {found} let too much through.");
    }

    /// <summary>Shows that the simulation can fail: without the statistics half of the cuts are too lax.</summary>
    [Fact]
    public void Taking_the_observed_share_for_the_true_one_breaks_the_bound()
    {
        var world = new World(steepness: 1.2);
        var broken = Enumerable.Range(0, Draws).Count(draw =>
            world.WrongShareFrom(ObservedCut(world.Draw(3_000, draw), 0.02)) > 0.02);

        Assert.True(broken > Draws / 3, $"Only {broken} of {Draws} were too lax.");
    }

    /// <summary>Hits are audited in part and near misses all: then steps have more traffic than labels.</summary>
    [Fact]
    public void The_bound_holds_where_high_scores_are_looked_at_less_often()
    {
        var world = new World(steepness: 1.2);
        var (found, broken) = (0, 0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var evidence = world.Draw(12_000, seed: draw, auditedFrom: ScoreGrid.StepOf(0.93), auditShare: 0.1);
            if (CutSearch.Find(evidence, new BoundTarget(0.05, 0.10)) is not { } cut)
                continue;

            found++;
            broken += world.WrongShareFrom(cut.Step) > 0.05 ? 1 : 0;
        }

        Assert.True(found > Draws * 0.9, $"Only {found} draws of {Draws} found a cut.");
        Assert.True(broken <= Allowed(0.10), $"{broken} cuts of {found} let too much through.");
    }

    [Fact]
    public void A_score_that_says_nothing_costs_hits_and_not_the_bound()
    {
        var world = new World(steepness: 0);
        var cuts = Enumerable.Range(0, Draws).Count(draw =>
            CutSearch.Find(world.Draw(2_000, draw), new BoundTarget(0.02, 0.05)) is not null);

        Assert.True(cuts <= Allowed(0.05), $"{cuts} cuts were found where none holds.");
    }

    [Fact]
    public void More_evidence_of_the_same_kind_lowers_the_cut()
    {
        var world = new World(steepness: 1.2);
        var target = new BoundTarget(0.02, 0.05);

        var few = CutSearch.Find(world.Draw(5_000, seed: 1), target)!.Value;
        var many = CutSearch.Find(world.Draw(60_000, seed: 1), target)!.Value;

        Assert.True(many.Step < few.Step);
        Assert.True(many.WrongShareMax(0.05) <= 0.02);
    }

    [Fact]
    public void Without_enough_evidence_there_is_no_cut()
    {
        var evidence = new EvidenceCurve();
        for (var i = 0; i < 148; i++)
            evidence.Add(ScoreGrid.StepOf(0.99), isRight: true, standsFor: 1);

        Assert.Null(CutSearch.Find(evidence, new BoundTarget(0.02, 0.05)));
    }

    [Fact]
    public void A_cut_lies_no_lower_than_the_evidence()
    {
        var evidence = new EvidenceCurve();
        for (var i = 0; i < 1_000; i++)
            evidence.Add(ScoreGrid.StepOf(0.9), isRight: true, standsFor: 1);

        Assert.Equal(ScoreGrid.StepOf(0.9), CutSearch.Find(evidence, new BoundTarget(0.02, 0.05))!.Value.Step);
    }

    /// <summary>So many failures of a right method are exceeded in one of a thousand runs at most.</summary>
    private static int Allowed(double risk)
    {
        var allowed = 0;
        while (BinomialBound.ChanceOfSoFew(allowed, Draws, risk) < 0.999)
            allowed++;
        return allowed;
    }

    private static int ObservedCut(EvidenceCurve evidence, double wrongShareMax)
    {
        var (lowest, tail) = (ScoreGrid.Steps - 1, default(EvidenceTail));
        for (var step = ScoreGrid.Steps - 1; step >= 0; step--)
        {
            var (traffic, right, wrong) = evidence[step];
            if (right + wrong == 0)
                continue;
            tail.Add(traffic, right + wrong, wrong);
            if (tail.Size >= 50 && tail.WrongShare <= wrongShareMax)
                lowest = step;
        }

        return lowest;
    }

    /// <summary>Log-odds of scores spread as a bell around 2; what is wrong falls with the score, or not at all.</summary>
    private sealed class World
    {
        private readonly double[] _traffic = new double[ScoreGrid.Steps], _wrongShare = new double[ScoreGrid.Steps];

        public World(double steepness)
        {
            for (var step = 0; step < ScoreGrid.Steps; step++)
            {
                var logOdds = ScoreGrid.FloorOf(step);
                _traffic[step] = Math.Exp(-0.5 * Math.Pow((logOdds - 2) / 1.2, 2));
                _wrongShare[step] = 1 / (1 + Math.Exp(1 + (steepness * logOdds)));
            }

            var sum = _traffic.Sum();
            for (var step = 0; step < ScoreGrid.Steps; step++)
                _traffic[step] /= sum;
        }

        public double WrongShareFrom(int cut)
        {
            var (traffic, wrong) = (0.0, 0.0);
            for (var step = cut; step < ScoreGrid.Steps; step++)
            {
                traffic += _traffic[step];
                wrong += _traffic[step] * _wrongShare[step];
            }

            return wrong / traffic;
        }

        public EvidenceCurve Draw(int cases, int seed, int auditedFrom = ScoreGrid.Steps, double auditShare = 1)
        {
            var evidence = new EvidenceCurve();
            var state = (ulong)(seed + 1) * 7919;
            for (var i = 0; i < cases; i++)
            {
                var step = StepAt(Next(ref state));
                var isRight = Next(ref state) >= _wrongShare[step];
                var isLookedAt = step < auditedFrom || Next(ref state) < auditShare;
                if (isLookedAt)
                    evidence.Add(step, isRight, step < auditedFrom ? 1 : 1 / auditShare);
            }

            return evidence;
        }

        private int StepAt(double quantile)
        {
            var step = 0;
            for (var sum = _traffic[0]; sum < quantile && step < ScoreGrid.Steps - 1; sum += _traffic[step])
                step++;
            return step;
        }

        private static double Next(ref ulong state) => SeededOrder.Next(ref state) / (double)ulong.MaxValue;
    }
}
