using Likewise.Cli;

namespace Likewise.Tests.Cli;

public sealed class AskVerbTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_second_time_in_other_words_the_cache_answers()
    {
        var first = (await AskAsync("How do I reset my password?", "--set", "demo.delay=0s")).Json;
        var second = (await AskAsync("How can I reset my password?", "--set", "demo.delay=0s")).Json;

        Assert.Equal("llm", first.GetProperty("source").GetString());
        Assert.Equal("cache", second.GetProperty("source").GetString());
        Assert.Equal(first.GetProperty("response").GetString(), second.GetProperty("response").GetString());
        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_upstream_that_is_not_there_is_an_upstream_fault_and_nothing_is_stored()
    {
        // Port 9 is nobody's: it is refused at once.
        var run = await AskAsync("Why is the sky blue?", "--set", "upstream.baseUrl=http://127.0.0.1:9");

        Assert.Equal((ExitCode.Upstream, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("likewise: The upstream cannot be reached.", run.Error, StringComparison.Ordinal);
        var stats = await Run.OfAsync("stats", "--json", "--data", _directory.Path);
        Assert.Equal(0, stats.Json.GetProperty("entries").GetInt32());
    }

    private Task<Run> AskAsync(string prompt, params string[] options) =>
        Run.OfAsync(["ask", prompt, "--json", "--data", _directory.Path, .. options]);
}
