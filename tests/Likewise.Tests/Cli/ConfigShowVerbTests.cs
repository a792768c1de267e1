using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class ConfigShowVerbTests
{
    [Fact]
    public async Task Each_value_comes_with_its_origin()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("my.yaml");
        await File.WriteAllTextAsync(file, "cache:\n  candidatesMax: 7\n", TestContext.Current.CancellationToken);

        var run = await Run.OfAsync(
            "config", "show", "--json", "--config", file, "--data", "d", "--set", "cache.similarityMin=0.93");

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal(("7", file + ":2"), Of(run, "cache.candidatesMax"));
        Assert.Equal(("0.93", "flag"), Of(run, "cache.similarityMin"));
        Assert.Equal((Path.Combine("d", "likewise.db"), "flag"), Of(run, "store.path"));
        Assert.Equal(("gpt-4o-mini", "default"), Of(run, "upstream.model"));
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("--data")]
    [InlineData("--model")]
    public async Task An_empty_directory_name_is_refused(string option)
    {
        var run = await Run.OfAsync("config", "show", option, "");

        Assert.Equal((ExitCode.Configuration, ""), (run.ExitCode, run.Output));
        Assert.Contains("a value is missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_shown_nowhere()
    {
        string[] args = ["config", "show", "--set", "upstream.apiKey=sk-secret", "--set", "upstream.baseUrl=http://127.0.0.1:1"];

        foreach (var run in new[] { await Run.OfAsync(args), await Run.OfAsync([.. args, "--json"]) })
        {
            Assert.Equal(ExitCode.Ok, run.ExitCode);
            Assert.DoesNotContain("sk-secret", run.Output, StringComparison.Ordinal);
            Assert.Contains("****", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_key_is_a_configuration_fault_with_a_suggestion()
    {
        var run = await Run.OfAsync("config", "show", "--set", "cache.simlarityMin=0.9");

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains("did you mean 'cache.similarityMin'?", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Every_fault_is_a_line_of_its_own()
    {
        var run = await Run.OfAsync("config", "show", "--set", "cache.similarityMin=2", "--set", "server.url=x");

        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Equal(2, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_setting_without_a_value_is_wrong_usage()
    {
        var run = await Run.OfAsync("config", "show", "--set", "cache.similarityMin");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("KEY=VALUE was expected", run.Error, StringComparison.Ordinal);
    }

    private static (string? Value, string? Origin) Of(Run run, string key)
    {
        var setting = run.Json.GetProperty("settings").EnumerateArray()
            .Single(setting => setting.GetProperty("key").GetString() == key);
        return (setting.GetProperty("value").GetString(), setting.GetProperty("origin").GetString());
    }
}
