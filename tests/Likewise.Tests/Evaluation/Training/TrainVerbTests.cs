using Likewise.Cli;
using Likewise.Tests.Cli;

namespace Likewise.Tests.Evaluation.Training;

public class TrainVerbTests
{
    [Fact]
    public async Task A_model_is_learnt_measured_and_written()
    {
        using var pairs = new TemporaryFile(Table());
        using var directory = new TemporaryDirectory();
        var output = Path.Combine(directory.Path, "verdict.json");

        var run = await Run.OfAsync(
            "train", "--pairs", $"{pairs.Path}:a,b,same", "--pairs", $"{pairs.Path}:a,b,same:0.5",
            "--test", $"{pairs.Path}:a,b,same",
            "--trees", "5", "--output", output, "--json");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        var model = VerdictModel.Load(output);
        Assert.Equal(model.Name, run.Json.GetProperty("model").GetString());
        Assert.Equal(model.Embedder, run.Json.GetProperty("embedder").GetString());
        var tested = run.Json.GetProperty("tested")[0];
        Assert.Equal((80, 40), (tested.GetProperty("pairs").GetInt32(), tested.GetProperty("right").GetInt32()));
        Assert.Equal(3, tested.GetProperty("served_by_verdict").GetArrayLength());
    }

    [Theory]
    [InlineData("There is nothing to learn from")]
    [InlineData("FILE:A,B,LABEL", "--pairs", "pairs.tsv")]
    [InlineData("FILE:A,B,LABEL", "--pairs", "pairs.tsv:a,b")]
    [InlineData("--trees", "--trees", "0", "--pairs", "FILE")]
    public async Task What_cannot_be_done_is_said(string message, params string[] arguments)
    {
        using var pairs = new TemporaryFile(Table());
        var given = arguments.Select(argument => argument == "FILE" ? $"{pairs.Path}:a,b,same" : argument);

        var run = await Run.OfAsync(["train", .. given]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private static string Table() => "a\tb\tsame\n" + string.Concat(Enumerable.Range(0, 40).Select(step =>
        $"Where can I buy lamp {step}?\tShops that sell lamp {step}\t1\n"
        + $"Where can I buy lamp {step}?\tHow heavy is chair {step}?\t0\n"));
}
