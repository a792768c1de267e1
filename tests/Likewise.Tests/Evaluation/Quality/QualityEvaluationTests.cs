using Likewise.Evaluation;

namespace Likewise.Tests.Evaluation.Quality;

public class QualityEvaluationTests
{
    [Fact]
    public async Task Each_figure_is_of_its_own_part()
    {
        // Texts are angles: cos 10° > cos 20° > cos 60°.
        var data = new QualityData(
            [new("0", "10", 5), new("0", "20", 2), new("0", "60", 3)],
            [new("0", "10", true), new("0", "20", false), new("0", "60", false)],
            [new("a", "0"), new("a", "10"), new("b", "12"), new("b", "50"), new("c", "90")]);
        var report = await RunAsync(data);
        Assert.Equal((3, 3, 5, 4), (report.Scored, report.Labelled, report.Grouped, report.Searched));
        Assert.Equal(0.5, report.Spearman!.Value, 1e-9);
        Assert.Equal((1.0, 1.0), (report.Auc, report.AveragePrecision));
        // 0 finds 10; 10 finds 12, which is b's; 12 finds 10, which is a's; 50 finds 12.
        Assert.Equal(0.5, report.RecallAt1);
    }

    [Fact]
    public async Task What_was_not_given_has_no_figure()
    {
        var report = await RunAsync(new QualityData([], [], []));
        Assert.Equal((null, null, null, null), (report.Spearman, report.Auc, report.AveragePrecision, report.RecallAt1));
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 20, 30, 40 }, 1.0)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 4, 3, 2, 1 }, -1.0)]
    [InlineData(new double[] { 1, 2, 2, 3 }, new double[] { 1, 2, 2, 3 }, 1.0)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 7, 7, 7 }, null)]
    // The textbook's ten pairs of IQ and hours of television: -29/165.
    [InlineData(
        new double[] { 106, 100, 86, 101, 99, 103, 97, 113, 112, 110 }, new double[] { 7, 27, 2, 50, 28, 29, 20, 12, 6, 17 },
        -29.0 / 165)]
    public void Rank_correlation_is_Spearmans(double[] first, double[] second, double? expected)
    {
        var actual = RankCorrelation.Spearman(first, second);
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, 1e-12);
    }

    [Fact]
    public void Rank_correlation_refuses_what_cannot_be_ordered()
    {
        Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, double.NaN], [1, 2]));
    }

    [Fact]
    public async Task Scored_pairs_are_read_and_filtered_by_column()
    {
        using var file = new TemporaryFile("split\ta\tb\tscore\ndev\tx\ty\t4.5\ntest\tv\tw\t1\n");
        var token = TestContext.Current.CancellationToken;
        Task<IReadOnlyList<ScoredPair>> ReadAsync(string score, (string, string)? where) =>
            ScoredPairData.ReadAsync(file.Path, "a", "b", score, where, token);
        Assert.Equal([new ScoredPair("x", "y", 4.5)], await ReadAsync("score", ("split", "dev")));
        Assert.Equal(2, (await ReadAsync("score", null)).Count);
        await Assert.ThrowsAsync<TableException>(() => ReadAsync("split", null));
        await Assert.ThrowsAsync<TableException>(() => ReadAsync("score", ("split", "none")));
    }

    private static Task<QualityReport> RunAsync(QualityData data) => QualityEvaluation.RunAsync(
        data, new TestOnlyAngleEmbedder(), TimeProvider.System, progress: null, TestContext.Current.CancellationToken);
}
