namespace Likewise.Tests.Decisions.Bound;

public class BinomialBoundTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9.75)]
    [InlineData(10)]
    [InlineData(171)]
    [InlineData(100_000)]
    public void Gamma_grows_by_its_argument(double x) =>
        Assert.Equal(Math.Log(x), LogGamma.Of(x + 1) - LogGamma.Of(x), 9);

    // Γ(1/2) = √π, Γ(5) = 4!, and 100! as published.
    [Theory]
    [InlineData(0.5, 0.57236494292470009)]
    [InlineData(5, 3.1780538303479458)]
    [InlineData(101, 363.73937555556349)]
    public void Gamma_has_its_known_values(double x, double expected) => Assert.Equal(expected, LogGamma.Of(x), 11);

    [Theory]
    [InlineData(0.5, 2, 3, 0.6875)]
    [InlineData(0.3, 1, 7, 0.9176457)] // 1 - 0.7⁷
    [InlineData(0.9, 6.5, 1, 0.5041692006)] // 0.9^6.5
    [InlineData(0.5, 8.25, 8.25, 0.5)]
    [InlineData(0, 2, 3, 0)]
    [InlineData(1, 2, 3, 1)]
    public void The_incomplete_beta_function_has_its_known_values(double x, double a, double b, double expected) =>
        Assert.Equal(expected, IncompleteBeta.Of(x, a, b), 10);

    [Fact]
    public void A_binomial_tail_is_the_sum_of_its_terms()
    {
        foreach (var trials in new[] { 1, 2, 7, 40, 333 })
        {
            foreach (var share in new[] { 0.001, 0.02, 0.3, 0.5, 0.97 })
            {
                var (term, sum) = (Math.Pow(1 - share, trials), 0.0);
                for (var wrong = 0; wrong <= trials; wrong++)
                {
                    sum += term;
                    term *= (double)(trials - wrong) / (wrong + 1) * share / (1 - share);
                    if (Math.Pow(1 - share, trials) > 1e-300)
                        Assert.Equal(Math.Min(1, sum), BinomialBound.ChanceOfSoFew(wrong, trials, share), 10);
                }
            }
        }
    }

    // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 5.
    [Theory]
    [InlineData(81, 263, 0.3676)]
    [InlineData(15, 148, 0.1617)]
    [InlineData(0, 20, 0.1684)]
    [InlineData(1, 29, 0.1776)]
    public void The_upper_bound_is_that_published(int wrong, int trials, double expected) =>
        Assert.Equal(expected, BinomialBound.Upper(wrong, trials, 0.025), 4);

    [Fact]
    public void Without_trials_nothing_is_known() => Assert.Equal(1, BinomialBound.Upper(0, 0, 0.05), 12);

    [Fact]
    public void So_many_trials_without_a_wrong_one_just_suffice()
    {
        var enough = BinomialBound.TrialsWithoutWrong(0.02, 0.05);

        Assert.Equal(148.3, enough, 1);
        Assert.Equal(0.02, BinomialBound.Upper(0, enough, 0.05), 10);
    }
}
