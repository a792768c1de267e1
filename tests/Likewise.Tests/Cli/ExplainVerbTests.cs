using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class ExplainVerbTests
{
    private const string Paris = "How do I find a cheap hotel in Paris?";
    private const string Rome = "How do I find a cheap hotel in Rome?";

    [Fact]
    public async Task A_table_shows_what_was_read_and_which_guard_objects()
    {
        var run = await Run.OfAsync("explain", Paris, Rome, "--set", "cache.similarityMin=0.5");

        Assert.Equal((ExitCode.No, ""), (run.ExitCode, run.Error));
        string[] lines = ["each needs an answer of its own", "names: asked \"Paris\", stored \"Rome\"", "0.50 is needed"];
        foreach (var expected in lines)
            Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.Matches("name +│ Paris +│ Rome", run.Output);
        Assert.Matches("numbers +│ on +│ nothing", run.Output);
    }

    [Fact]
    public async Task Json_has_every_fact_and_every_guard_those_that_are_off_included()
    {
        var run = await Run.OfAsync(
            "explain", Paris, Rome, "--set", "cache.similarityMin=0.5", "--set", "cache.guards=-names", "--json");

        Assert.Equal((ExitCode.Ok, true), (run.ExitCode, run.Json.GetProperty("would_share").GetBoolean()));
        var guards = run.Json.GetProperty("guards").EnumerateArray().ToDictionary(
            guard => guard.GetProperty("name").GetString()!,
            guard => (guard.GetProperty("on").GetBoolean(), guard.GetProperty("objection").GetString()));
        Assert.Equal((false, "asked \"Paris\", stored \"Rome\""), guards["names"]);
        Assert.Equal((true, null), guards["numbers"]);
        Assert.InRange(run.Json.GetProperty("similarity").GetDouble(), 0.5, 1);
        var name = run.Json.GetProperty("facts").EnumerateArray().Single(fact => fact.GetProperty("kind").GetString() == "name");
        Assert.Equal("Paris", name.GetProperty("asked")[0].GetString());
    }

    [Fact]
    public async Task The_same_words_share_whatever_guards_say()
    {
        var run = await Run.OfAsync("explain", Paris, Paris);

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("exact", run.Output, StringComparison.Ordinal);
    }
}
