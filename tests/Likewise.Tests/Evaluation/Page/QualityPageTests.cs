using Likewise.Cli;
using Likewise.Evaluation;
using Likewise.Tests.Cli;
using Likewise.Tests.Fixtures;
using Likewise.Tests.Tidy;

namespace Likewise.Tests.Evaluation;

/// <summary>
/// Goal: the page is what the data says, the same each time. Method: small sets of our own, a clock that stands, the guard of
/// numbers alone; the page is compared, numbers included, with the one in <c>accepted.md</c>. After a change that is meant, run
/// these tests with <c>LIKEWISE_ACCEPT_PAGE=1</c>, read what has changed, and commit it.
/// </summary>
public class QualityPageTests
{
    private static readonly string Accepted = Repository.FullPath("tests/Likewise.Tests/Evaluation/Page/accepted.md");

    [Fact]
    public async Task The_page_of_small_sets_is_the_accepted_one()
    {
        var page = await MakeAsync();
        if (Environment.GetEnvironmentVariable("LIKEWISE_ACCEPT_PAGE") == "1")
            await File.WriteAllTextAsync(Accepted, page.Markdown, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllTextAsync(Accepted, TestContext.Current.CancellationToken), page.Markdown);
        Assert.DoesNotContain("{{", page.Markdown, StringComparison.Ordinal);
        foreach (var (file, plot) in page.Images)
        {
            Assert.Contains($"(images/{file})", page.Markdown, StringComparison.Ordinal);
            Assert.StartsWith("<svg", plot.ToSvg(), StringComparison.Ordinal);
        }

        Assert.Equal(5, page.Images.Count);
        Assert.DoesNotContain("tell me", page.Markdown + string.Concat(page.Images.Values.Select(plot => plot.ToSvg())),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_threshold_serves_is_what_judging_the_pairs_alone_serves()
    {
        using var directory = new TemporaryDirectory();
        SmallSets.WriteTo(directory);
        var pairs = await PairData.ReadAsync(
            directory.File("qqp_pairs.tsv"), "question1", "question2", "is_duplicate", TestContext.Current.CancellationToken);
        var report = await PairEvaluation.RunAsync(
            pairs, new TestOnlyWordEmbedder(), Evaluation with { SimilarityMin = 0.85 },
            cancellationToken: TestContext.Current.CancellationToken);

        var cells = $"{PageText.Share(report.Served.Right, report.Served.Positives)} | ";
        var page = await File.ReadAllTextAsync(Accepted, TestContext.Current.CancellationToken);
        var row = page.Split('\n').Single(line => line.StartsWith("| `qqp_pairs` | 0.85 |", StringComparison.Ordinal));
        Assert.Contains(cells, row, StringComparison.Ordinal);
        Assert.EndsWith($"{PageText.Share(report.Served.Wrong, report.Served.Negatives)} |", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_writes_the_page_and_its_pictures()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllLines(directory.File("qqp_pairs.tsv"), [
            "question1\tquestion2\tis_duplicate", "Where is Oslo?\tWhere does Oslo lie?\t1",
            "Where is Oslo?\tHow old is Rome?\t0",
        ]);
        var run = await Run.OfAsync(
            "eval", "report", "--input", directory.Path, "--output", directory.File("page.md"), "--quick");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        var page = await File.ReadAllTextAsync(directory.File("page.md"), TestContext.Current.CancellationToken);
        Assert.Contains("`banking77`", page, StringComparison.Ordinal);
        Assert.Contains("Made by `likewise eval report --quick` at version", page, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(directory.Path, "images", "quality-qqp-pairs.svg")));
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_refused()
    {
        var run = await Run.OfAsync("eval", "report", "--input", "nowhere", "--output", "page.md");
        Assert.Equal(ExitCode.Usage, run.ExitCode);
    }

    private static EvaluationOptions Evaluation => new()
    {
        Time = new ManualTime(),
        Configure = builder => builder.Configure(cache => cache.Guards = Guards.Numbers),
    };

    private static async Task<QualityPage> MakeAsync()
    {
        using var directory = new TemporaryDirectory();
        SmallSets.WriteTo(directory);
        var options = new QualityPageOptions
        {
            Data = directory.Path, MinimalPairs = directory.File("own.txt"), MadeBy = "a test", Seeds = 2,
        };
        return await QualityPage.MakeAsync(
            options, new TestOnlyWordEmbedder(), Evaluation, cancellationToken: TestContext.Current.CancellationToken);
    }
}
