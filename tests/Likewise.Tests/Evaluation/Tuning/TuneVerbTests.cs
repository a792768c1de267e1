using System.Text;
using Likewise.Cli;
using Likewise.Tests.Cli;

namespace Likewise.Tests.Evaluation.Tuning;

public sealed class TuneVerbTests : IDisposable
{
    private const string Prompts = """
        cluster	question
        1	How do I reset my password?
        1	How can I reset my password?
        1	How do I reset a password?
        2	What is the capital of France?
        2	Which city is the capital of France?
        3	How long do I boil an egg?

        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_stream_is_recorded_and_its_replay_says_what_the_stream_said()
    {
        var log = await RecordAsync();

        var run = await Run.OfAsync("tune", "--log", log, "--max-wrong", "0.5", "--json");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal((6, 0), (run.Json.GetProperty("lookups").GetInt32(), run.Json.GetProperty("differing").GetInt32()));
        var inForce = run.Json.GetProperty("in_force");
        Assert.Equal(inForce.GetProperty("hits").GetInt32(), inForce.GetProperty("judged").GetInt32());
        Assert.InRange(inForce.GetProperty("hits").GetInt32(), 1, 3);
        Assert.NotEmpty(run.Json.GetProperty("policies").EnumerateArray());
    }

    [Fact]
    public async Task People_are_told_whether_the_replay_is_what_happened_and_what_to_do()
    {
        var run = await Run.OfAsync("tune", "--log", await RecordAsync());

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("every decision as it happened", run.Output, StringComparison.Ordinal);
        Assert.Contains("threshold 0.90", run.Output, StringComparison.Ordinal);
        Assert.Contains("Not enough outcomes", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_that_come_to_the_same_share_a_row()
    {
        var run = await Run.OfAsync("tune", "--log", await RecordAsync());

        Assert.Contains(" … without action", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("without numbers", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_there_is_not_written_to_by_another_stream()
    {
        var log = await RecordAsync();
        var run = await StreamAsync(log);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("exists", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing.log")]
    [InlineData("minutes.log")]
    public async Task What_is_no_log_is_said_in_one_line(string name)
    {
        var minutes = Path.Combine(_directory.FullName, "minutes.log");
        await File.WriteAllTextAsync(minutes, "minutes", TestContext.Current.CancellationToken);
        var run = await Run.OfAsync("tune", "--log", Path.Combine(_directory.FullName, name));
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("decision log", run.Error, StringComparison.Ordinal);
    }

    private async Task<string> RecordAsync()
    {
        var log = Path.Combine(_directory.FullName, "decisions.log");
        Assert.Equal(ExitCode.Ok, (await StreamAsync(log)).ExitCode);
        return log;
    }

    private static async Task<Run> StreamAsync(string log)
    {
        using var file = new TemporaryFile("prompts.tsv", Encoding.UTF8.GetBytes(Prompts));
        return await Run.OfAsync(
            "eval", "stream", "--input", file.Path, "--threshold", "0.9", "--decision-log", log, "--json");
    }
}
