using System.CommandLine;
using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class CommandLineTests
{
    [Fact]
    public async Task Help_goes_to_standard_output_and_is_no_error()
    {
        var run = await Run.OfAsync("--help");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("eval", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        var run = await Run.OfAsync("--version");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", run.Output);
    }

    [Theory]
    [InlineData("--jsn", "--json")]
    [InlineData("evel", "eval")]
    public async Task An_unknown_word_is_wrong_usage_with_a_suggestion(string typed, string meant)
    {
        var run = await Run.OfAsync(typed);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains($"'{typed}' is not known here. Did you mean {meant}?", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("likewise lookup: --threshold does not take 'a'. See: likewise lookup --help\n", "lookup", "q", "--threshold=a")]
    [InlineData("likewise store: <answer> is missing. See: likewise store --help\n", "store", "q")]
    public async Task Wrong_usage_is_one_line_that_names_what_is_wrong(string expected, params string[] args)
    {
        var run = await Run.OfAsync(args);

        Assert.Equal((ExitCode.Usage, expected, ""), (run.ExitCode, run.Error, run.Output));
    }

    /// <summary>The parser would take the first of two and say nothing.</summary>
    [Fact]
    public void No_verb_has_two_options_of_one_name()
    {
        var terminal = new Terminal(Stream.Null, TextWriter.Null, TextWriter.Null, new Dictionary<string, string>());
        var root = CommandLine.CreateRoot(new Frame(terminal, new SharedOptions()));

        var verbs = Below(root).ToArray();
        var twice = verbs.SelectMany(verb => CommandLine.OptionsOf(verb)
            .GroupBy(option => option.Name)
            .Where(options => options.Count() > 1)
            .Select(options => $"{verb.Name} {options.Key}"));
        Assert.Contains(verbs, verb => verb.Name == "rm");
        Assert.Empty(twice);

        static IEnumerable<Command> Below(Command command) =>
            command.Subcommands.SelectMany(Below).Prepend(command);
    }

    [Fact]
    public async Task A_noun_without_a_verb_names_its_verbs()
    {
        var run = await Run.OfAsync();

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.StartsWith("likewise: what should it do? ", run.Error, StringComparison.Ordinal);
    }
}
