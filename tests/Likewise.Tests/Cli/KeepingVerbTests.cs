using Likewise.Cli;
using Likewise.Sqlite;

namespace Likewise.Tests.Cli;

public sealed class KeepingVerbTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_store_is_backed_up_while_another_process_has_it_open_and_put_back()
    {
        await LikewiseAsync("store", "first", "one");
        string backup = _directory.File("monday");
        await using (await SqliteEntryStore.OpenAsync(
            new SqliteStoreOptions { Path = _directory.File("likewise.db") }, TestContext.Current.CancellationToken))
        {
            var made = await LikewiseAsync("backup", backup, "--json");
            Assert.Equal((ExitCode.Ok, 1), (made.ExitCode, made.Json.GetProperty("entries").GetInt32()));
            Assert.Equal(ExitCode.Ok, (await LikewiseAsync("check")).ExitCode);
            Assert.Equal(ExitCode.Store, (await LikewiseAsync("restore", backup, "--replace")).ExitCode);
        }

        await LikewiseAsync("store", "second", "two");
        Assert.Equal(ExitCode.Store, (await LikewiseAsync("restore", backup)).ExitCode);
        var restored = await LikewiseAsync("restore", backup, "--replace", "--json");
        Assert.Equal((ExitCode.Ok, 1), (restored.ExitCode, restored.Json.GetProperty("entries").GetInt32()));
        Assert.Equal(ExitCode.No, (await LikewiseAsync("lookup", "second")).ExitCode);
        Assert.Equal(ExitCode.Ok, (await LikewiseAsync("lookup", "first")).ExitCode);
    }

    [Fact]
    public async Task A_check_says_what_is_wrong_and_ends_with_one()
    {
        await LikewiseAsync("store", "first", "one");
        var sound = await LikewiseAsync("check");
        Assert.Equal((ExitCode.Ok, "1 entries, nothing wrong.\n"), (sound.ExitCode, sound.Output));

        Sqlite.StoreDatabase.Execute(_directory.File("likewise.db"), "UPDATE entries SET prompt = 'x'");

        var broken = await LikewiseAsync("check", "--json");
        Assert.Equal(ExitCode.No, broken.ExitCode);
        Assert.Equal(1, broken.Json.GetProperty("counts").GetProperty("row").GetInt32());
        Assert.Equal("row", broken.Json.GetProperty("findings")[0].GetProperty("kind").GetString());
        Assert.Equal(ExitCode.No, (await LikewiseAsync("check")).ExitCode);
    }

    [Theory]
    [InlineData(ExitCode.Store, "check")]
    [InlineData(ExitCode.Store, "backup", "nowhere")]
    [InlineData(ExitCode.Store, "restore", "nowhere")]
    [InlineData(ExitCode.Usage, "backup", "x", "--rate", "fast")]
    [InlineData(ExitCode.Configuration, "check", "--set", "store.kind=memory")]
    public async Task What_cannot_be_done_is_one_line_and_a_number(int exitCode, params string[] args)
    {
        var run = await LikewiseAsync(args);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private Task<Run> LikewiseAsync(params string[] args) => Run.OfAsync([.. args, "--data", _directory.Path]);
}
