using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class DemoVerbTests
{
    [Fact]
    public async Task A_seed_gives_the_same_counts_again_and_they_add_up()
    {
        string[] args = ["demo", "--json", "--delay", "0s", "--limit", "120", "--seed", "3"];

        var (first, second) = (await Run.OfAsync(args), await Run.OfAsync(args));

        Assert.Equal(ExitCode.Ok, first.ExitCode);
        string[] counts =
            ["requests", "hits", "exact_hits", "semantic_hits", "right", "wrong", "misses", "missed_duplicates", "tokens_saved"];
        Assert.Equal(counts.Select(name => Count(first, name)), counts.Select(name => Count(second, name)));
        Assert.Equal(120, Count(first, "requests"));
        Assert.Equal(120, Count(first, "hits") + Count(first, "misses"));
        Assert.Equal(Count(first, "hits"), Count(first, "right") + Count(first, "wrong"));
        Assert.Equal(Count(first, "hits"), Count(first, "exact_hits") + Count(first, "semantic_hits"));
        Assert.Equal(Count(first, "wrong"), first.Json.GetProperty("wrong_hits").GetArrayLength());
        Assert.True(Count(first, "exact_hits") > 0);
        Assert.True(Count(first, "semantic_hits") > 0);
        Assert.Equal(120, first.Json.GetProperty("stages").GetProperty("total").GetProperty("lookups").GetInt64());
    }

    [Fact]
    public async Task A_threshold_that_nothing_reaches_leaves_only_the_same_words()
    {
        var run = await Run.OfAsync("demo", "--json", "--delay", "0s", "--limit", "80", "--threshold", "1");

        Assert.Equal(0, Count(run, "semantic_hits"));
        Assert.Equal(0, Count(run, "wrong"));
    }

    [Fact]
    public async Task Without_a_terminal_it_counts_in_lines_and_reports_in_tables()
    {
        var run = await Run.OfAsync("demo", "--delay", "0s", "--limit", "20");

        Assert.Equal(10, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("demo: 20 of 20 asked", run.Error, StringComparison.Ordinal);
        Assert.Contains("Where a lookup's time went", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
    }

    [Theory]
    [InlineData("--limit", "0", ExitCode.Usage)]
    [InlineData("--seed", "x", ExitCode.Usage)]
    [InlineData("--threshold", "NaN", ExitCode.Configuration)]
    [InlineData("--delay", "-1s", ExitCode.Configuration)]
    public async Task A_wrong_value_is_refused_before_anything_is_asked(string option, string value, int exitCode)
    {
        var run = await Run.OfAsync("demo", option, value);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
    }

    private static long Count(Run run, string name) => run.Json.GetProperty(name).GetInt64();
}
