using Likewise.Cli;

namespace Likewise.Tests.Cli;

public sealed class KeyVerbTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_key_is_shown_once_listed_without_itself_and_revoked()
    {
        var made = await Run.OfAsync(
            "key", "create", "checkout", "--tenant", "shop", "--role", "observe", "--role", "use", "--days", "30",
            "--data", _directory.Path);
        var key = made.Output.Trim();
        var listed = await Run.OfAsync("key", "list", "--json", "--data", _directory.Path);
        var shown = Assert.Single(listed.Json.GetProperty("keys").EnumerateArray());
        var id = shown.GetProperty("id").GetString()!;

        Assert.Equal(ExitCode.Ok, made.ExitCode);
        Assert.StartsWith($"likewise_{id}_", key, StringComparison.Ordinal);
        Assert.DoesNotContain(key, listed.Output, StringComparison.Ordinal);
        Assert.Equal(["observe", "use"], shown.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(
            TimeSpan.FromDays(30),
            shown.GetProperty("expires_at").GetDateTimeOffset() - shown.GetProperty("created_at").GetDateTimeOffset());
        Assert.Contains("shop", (await Run.OfAsync("key", "list", "--data", _directory.Path)).Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Ok, (await Run.OfAsync("key", "revoke", id, "--data", _directory.Path)).ExitCode);
        Assert.Equal(ExitCode.No, (await Run.OfAsync("key", "revoke", id, "--data", _directory.Path)).ExitCode);
        Assert.Empty((await Run.OfAsync("key", "list", "--json", "--data", _directory.Path)).Json.GetProperty("keys")
            .EnumerateArray());
    }

    [Theory]
    [InlineData("--role", "admin")]
    [InlineData("--tenant", "a/b")]
    [InlineData("--concurrency", "0")]
    public async Task What_is_no_key_is_wrong_usage(string option, string value)
    {
        var run = await Run.OfAsync("key", "create", "x", option, value, "--data", _directory.Path);

        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Output));
    }
}
