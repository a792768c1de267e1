using Likewise.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Likewise.Tests.Cli;

public sealed class ModelPullVerbTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_hub_in_the_usual_layout_fills_the_directory()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var hub = builder.Build();
        hub.MapGet("/mirror/some/model/resolve/v2/{**file}", (string file) => file.Contains('/', StringComparison.Ordinal)
            ? Results.NotFound()
            : Results.Bytes(new byte[10], "application/octet-stream"));
        await hub.StartAsync(TestContext.Current.CancellationToken);

        var run = await Run.OfAsync(
            "model", "pull", "--json", "--from", hub.Urls.First() + "/mirror", "--repo", "some/model", "--revision", "v2",
            "--to", _directory.Path);

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Equal(10, new FileInfo(_directory.File("model.safetensors")).Length);
        Assert.Contains("fetching model.safetensors", run.Error, StringComparison.Ordinal);
        var files = run.Json.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString());
        Assert.Contains("tokenizer.json", files);
    }

    [Fact]
    public async Task A_hub_that_is_not_there_is_a_failed_download()
    {
        var run = await Run.OfAsync("model", "pull", "--from", "http://127.0.0.1:9", "--to", _directory.Path, "--attempts", "1");

        Assert.Equal((ExitCode.Upstream, ""), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("--repo", "some/model")]
    [InlineData("--from", "nonsense")]
    [InlineData("--from", "ftp://127.0.0.1")]
    [InlineData("--from", "http://127.0.0.1:9", "--repo", "some/model")]
    [InlineData("--from", "http://127.0.0.1:9", "--sha256", "abc")]
    [InlineData("--attempts", "0")]
    public async Task A_source_that_cannot_be_meant_is_wrong_usage(params string[] options)
    {
        var run = await Run.OfAsync(["model", "pull", .. options]);

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
    }
}
