using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class PairBoundTests
{
    [Fact]
    public void Pairs_that_share_a_prompt_even_through_others_are_one_family()
    {
        LabelledPair[] pairs =
            [new("a", "b", true), new("x", "y", true), new("c", "b", false), new("c", "d", true), new("y", "y", true)];

        Assert.Equal([[0, 2, 3], [1, 4]], PairFamilies.Of(pairs));
    }

    [Fact]
    public void No_more_is_wrong_in_the_second_half_than_was_allowed_as_often_as_promised()
    {
        var (pairs, judged) = Draw(4_000, seed: 3);

        var bound = new PairBound(pairs, judged, wrongShareMax: 0.05, confidence: 0.9, seed: 1);

        Assert.Equal((100, 1.0), (bound.Splits.Count, bound.FoundShare));
        Assert.InRange(bound.Coverage, 0.85, 1);
        Assert.InRange(bound.RightShare!.Value, 0.1, 0.9);
        Assert.All(bound.Splits, split => Assert.Equal(2_000, split.Calibrated));
    }

    [Fact]
    public void What_was_not_scored_is_not_served()
    {
        var (pairs, judged) = Draw(2_000, seed: 4);

        var bound = new PairBound(pairs, [.. judged.Select(pair => pair with { Score = null })], 0.05, 0.9, seed: 1);

        Assert.Equal((0, 1.0, 0), (bound.FoundShare, bound.Coverage, bound.Splits[0].Served.Hits));
    }

    /// <summary>Scores even in (0, 1), whose chance of being wrong falls with them.</summary>
    private static (LabelledPair[] Pairs, JudgedPair[] Judged) Draw(int count, ulong seed)
    {
        var judged = new JudgedPair[count];
        for (var i = 0; i < count; i++)
        {
            var score = Next(ref seed);
            judged[i] = new JudgedPair(score, IsServed: false, IsDuplicate: Next(ref seed) > Math.Pow(1 - score, 2), score);
        }

        return ([.. judged.Select((pair, i) => new LabelledPair($"a{i}", $"b{i}", pair.IsDuplicate))], judged);
    }

    private static double Next(ref ulong state) => SeededOrder.Next(ref state) / (double)ulong.MaxValue;
}
