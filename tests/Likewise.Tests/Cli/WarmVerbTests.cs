using Likewise.Cli;
using Likewise.Tests.Server;

namespace Likewise.Tests.Cli;

public sealed class WarmVerbTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_file_is_asked_about_once_and_costs_nothing_the_second_time()
    {
        var file = await WriteAsync("How do I reset my password?", "", """{"prompt": "Where is my order?"}""", "{}");

        var first = await LikewiseAsync("warm", file, "--json");
        var second = await LikewiseAsync("warm", file, "--json");

        Assert.Equal((ExitCode.No, 3, 2, 1), (
            first.ExitCode, Number(first, "read"), Number(first, "stored"), Number(first, "refused")));
        Assert.Equal((2, 0), (Number(second, "known"), Number(second, "stored")));
        var faults = await File.ReadAllTextAsync(
            first.Json.GetProperty("faults").GetString()!, TestContext.Current.CancellationToken);
        Assert.Contains("\"line\":4", faults, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, (await LikewiseAsync("lookup", "Where is my order?")).ExitCode);
    }

    [Fact]
    public async Task A_dry_run_asks_nothing_and_a_spent_budget_is_gone_on_with()
    {
        var file = await WriteAsync([.. Enumerable.Range(0, 5).Select(number => $"Question number {number} of five?")]);
        var dry = await LikewiseAsync("warm", file, "--dry-run", "--json");
        Assert.Equal((5, 0), (Number(dry, "due"), Number(dry, "stored")));
        Assert.Equal(ExitCode.No, (await LikewiseAsync("lookup", "Question number 0 of five?")).ExitCode);

        var some = await LikewiseAsync("warm", file, "--tokens-max", "1", "--concurrency", "1", "--json");
        Assert.Equal(("over_budget", 1), (some.Json.GetProperty("state").GetString(), Number(some, "stored")));
        var rest = await LikewiseAsync("warm", file, "--resume", "--json");
        Assert.Equal(("done", 4), (rest.Json.GetProperty("state").GetString(), Number(rest, "stored")));
    }

    [Fact]
    public async Task Entries_are_asked_again()
    {
        await LikewiseAsync("ask", "How do I reset my password?");
        var warmed = await LikewiseAsync("warm", "--entries", "--all", "--json");
        Assert.Equal((ExitCode.Ok, 1, 1), (warmed.ExitCode, Number(warmed, "read"), Number(warmed, "stored")));
    }

    [Fact]
    public async Task An_export_is_politely_refused()
    {
        await LikewiseAsync("store", "How do I reset my password?", "Choose Forgot password.");
        var export = _directory.File("entries.jsonl");
        await LikewiseAsync("export", export);

        var refused = await LikewiseAsync("warm", export);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("likewise import", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("warm")]
    [InlineData("warm", "--entries")]
    [InlineData("warm", "--entries", "--within", "soon")]
    [InlineData("warm", "not-there.txt")]
    public async Task What_nobody_can_mean_is_refused(params string[] line) =>
        Assert.Equal(ExitCode.Usage, (await LikewiseAsync(line)).ExitCode);

    [Fact]
    public async Task A_running_server_asks_with_its_own_model()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var file = await WriteAsync("How do I reset my password?", """{"prompt": "Where is my order?"}""", "{}");
        var url = server.Client.BaseAddress!.ToString();

        var first = await LikewiseAsync("warm", file, "--server", url, "--json");
        Assert.Equal((ExitCode.No, 2, 1), (first.ExitCode, Number(first, "stored"), Number(first, "refused")));
        var entries = await LikewiseAsync("warm", "--entries", "--all", "--server", url, "--json");
        Assert.Equal((ExitCode.Ok, 2, 4), (entries.ExitCode, Number(entries, "stored"), upstream.Requests.Count));
        Assert.Equal(ExitCode.Ok, (await LikewiseAsync("stats", "--server", url)).ExitCode);
    }

    private static int Number(Run run, string name) => run.Json.GetProperty(name).GetInt32();

    private async Task<string> WriteAsync(params string[] lines)
    {
        var file = _directory.File("questions.txt");
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
        return file;
    }

    private Task<Run> LikewiseAsync(params string[] line) =>
        Run.OfAsync([.. line, "--data", _directory.Path, "--set", "demo.delay=0s"]);
}
