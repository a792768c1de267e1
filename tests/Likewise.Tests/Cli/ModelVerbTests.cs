using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class ModelVerbTests
{
    [Fact]
    public async Task The_default_model_is_listed_found_and_intact()
    {
        var listed = (await Run.OfAsync("model", "list", "--json")).Json.GetProperty("models")[0];
        Assert.Equal("all-MiniLM-L6-v2", listed.GetProperty("name").GetString());
        var path = await Run.OfAsync("model", "path");
        Assert.Equal(listed.GetProperty("directory").GetString() + "\n", path.Output);
        var verified = await Run.OfAsync("model", "verify", "--json");
        Assert.Equal(ExitCode.Ok, verified.ExitCode);
        Assert.True(verified.Json.GetProperty("is_intact").GetBoolean());
    }

    [Fact]
    public async Task A_changed_file_is_found_out()
    {
        using var directory = new TemporaryDirectory();
        var model = (await Run.OfAsync("model", "path")).Output.TrimEnd('\n');
        foreach (var file in Directory.GetFiles(model))
            File.Copy(file, directory.File(Path.GetFileName(file)));
        await File.AppendAllTextAsync(directory.File("config.json"), " ", TestContext.Current.CancellationToken);

        var run = await Run.OfAsync("model", "verify", "--json", "--model", directory.Path);

        Assert.Equal(ExitCode.Model, run.ExitCode);
        var states = run.Json.GetProperty("files").EnumerateArray()
            .ToDictionary(file => file.GetProperty("name").GetString()!, file => file.GetProperty("state").GetString());
        Assert.Equal("different", states["config.json"]);
        Assert.Equal("intact", states["tokenizer.json"]);
    }

    [Theory]
    [InlineData("path")]
    [InlineData("verify")]
    public async Task A_directory_that_is_not_there_is_named(string verb)
    {
        var run = await Run.OfAsync("model", verb, "--model", "/no/such/model");

        Assert.Equal(ExitCode.Model, run.ExitCode);
        Assert.Contains("/no/such/model", run.Error, StringComparison.Ordinal);
    }
}
