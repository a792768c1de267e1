using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation;

public class SimilarityCurveTests
{
    [Fact]
    public void Figures_of_five_pairs_are_those_worked_out_by_hand()
    {
        // Cut-offs:  0.9 → 1 right;  0.8 → 1 right, 1 wrong;  0.7 → 3 right, 1 wrong;  0.1 → 3 right, 2 wrong.
        var curve = Curve("0.9+ 0.8- 0.7+ 0.7+ 0.1-");

        // Of the 3 × 2 comparisons 0.9 wins 2, and each 0.7 wins 1.
        Assert.Equal(4 / 6.0, curve.Auc);
        // 1/3 of recall at precision 1, then 2/3 at 3/4.
        Assert.Equal((1 / 3.0) + (2 / 3.0 * 0.75), curve.AveragePrecision!.Value, 15);
        Assert.Equal(1, curve.RecallAtPrecision(0.75));
        Assert.Equal(1 / 3.0, curve.RecallAtPrecision(0.80));
        Assert.Equal(new CutOff(0.75, 1, 1, 3, 2), curve.At(0.75));
        Assert.Equal(new CutOff(0.7, 3, 1, 3, 2), curve.At(0.7));
        Assert.Equal((0.75, 1.0, 0.5), (curve.At(0.7).Precision, curve.At(0.7).Recall, curve.At(0.7).FalseHitShare));
    }

    [Fact]
    public void Equal_similarities_count_half_and_make_one_step()
    {
        var curve = Curve("0.5+ 0.5- 0.5- 0.5+ 0.5-");

        Assert.Equal(0.5, curve.Auc);
        Assert.Equal(0.4, curve.AveragePrecision);
        Assert.Equal(1, curve.RecallAtPrecision(0.4));
        Assert.Equal(0, curve.RecallAtPrecision(0.41));
    }

    [Theory]
    [InlineData("0.9+ 0.8+ 0.2- 0.1-", 1.0)]
    [InlineData("0.9- 0.8- 0.2+ 0.1+", 0.0)]
    public void Order_alone_decides_the_area(string pairs, double auc) => Assert.Equal(auc, Curve(pairs).Auc);

    [Fact]
    public void Pairs_of_one_label_have_no_area()
    {
        var positives = Curve("0.9+ 0.3+");
        Assert.Null(positives.Auc);
        Assert.Equal(1, positives.AveragePrecision);
        Assert.Equal(1, positives.RecallAtPrecision(0.95));
        Assert.Null(positives.At(0.5).FalseHitShare);

        var negatives = Curve("0.9- 0.3-");
        Assert.Null(negatives.Auc);
        Assert.Null(negatives.AveragePrecision);
        Assert.Null(negatives.RecallAtPrecision(0.80));
        Assert.Equal(0, negatives.At(0.5).Precision);
        Assert.Null(negatives.At(0.5).Recall);

        var none = Curve("");
        Assert.Null(none.Auc);
        Assert.Equal(new CutOff(0.5, 0, 0, 0, 0), none.At(0.5));
    }

    [Fact]
    public void Nothing_served_has_no_precision()
    {
        Assert.Null(Curve("0.9+ 0.3-").At(0.95).Precision);
        Assert.Equal(0, Curve("0.9+ 0.3-").At(0.95).Recall);
    }

    [Fact]
    public void A_similarity_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SimilarityCurve([(double.NaN, true)]));

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(2, 20)]
    [InlineData(3, 5)]
    public void Figures_agree_with_counting_every_pair_of_pairs(ulong seed, ulong distinct)
    {
        var pairs = Enumerable.Range(0, 300)
            .Select(_ => ((SeededOrder.Next(ref seed) % distinct) / (double)distinct, SeededOrder.Next(ref seed) % 3 == 0))
            .ToArray();
        var curve = new SimilarityCurve(pairs);
        var positives = pairs.Where(pair => pair.Item2).Select(pair => pair.Item1).ToArray();
        var negatives = pairs.Where(pair => !pair.Item2).Select(pair => pair.Item1).ToArray();

        var wins = positives.Sum(p => negatives.Sum(n => p > n ? 1 : p == n ? 0.5 : 0));
        Assert.Equal(wins / (positives.Length * (double)negatives.Length), curve.Auc!.Value, 12);

        // Each positive's precision at its own cut-off, averaged: average precision by another road.
        double Precision(double cutOff) =>
            positives.Count(p => p >= cutOff) / (double)pairs.Count(pair => pair.Item1 >= cutOff);
        Assert.Equal(positives.Average(Precision), curve.AveragePrecision!.Value, 12);

        foreach (var precision in (double[])[0.2, 0.3, 0.35, 0.5, 0.8])
        {
            var served = positives.Where(p => Precision(p) >= precision).Select(p => positives.Count(q => q >= p));
            var best = served.DefaultIfEmpty().Max();
            Assert.Equal(best / (double)positives.Length, curve.RecallAtPrecision(precision));
        }

        foreach (var threshold in pairs.Select(pair => pair.Item1).Concat([-1, 0.123, 2]))
        {
            var cutOff = curve.At(threshold);
            Assert.Equal(positives.Count(p => p >= threshold), cutOff.Right);
            Assert.Equal(negatives.Count(n => n >= threshold), cutOff.Wrong);
        }
    }

    private static SimilarityCurve Curve(string pairs) => new(pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => (double.Parse(pair[..^1], System.Globalization.CultureInfo.InvariantCulture), pair[^1] == '+')));
}
