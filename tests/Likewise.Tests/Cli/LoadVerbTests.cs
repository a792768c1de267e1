using System.Globalization;
using System.Text.Json;
using Likewise.Cli;

namespace Likewise.Tests.Cli;

public sealed class LoadVerbTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_one_cache_gives_out_another_takes_in()
    {
        await LikewiseAsync("store", "How do I reset my password?", "Choose Forgot password.", "--tag", "faq");
        await LikewiseAsync("store", "Something else", "Else.");
        var file = _directory.File("faq.jsonl");
        Assert.Equal("1 entries.\n", (await LikewiseAsync("export", file, "--tag", "faq")).Output);

        string[] other = ["--data", _directory.File("other")];
        var loaded = await Run.OfAsync(["import", file, "--json", .. other]);

        Assert.Equal((ExitCode.Ok, 1, true), (
            loaded.ExitCode, loaded.Json.GetProperty("stored").GetInt32(), loaded.Json.GetProperty("has_end").GetBoolean()));
        var found = await Run.OfAsync(["lookup", "--json", "How can I reset my password?", .. other]);
        Assert.Equal("Choose Forgot password.", found.Json.GetProperty("response").GetString());
        Assert.Equal(["faq.jsonl", "likewise.db", "likewise.db.lock", "other"], Names);
    }

    [Fact]
    public async Task Lines_that_are_not_stored_are_named_in_a_file()
    {
        var file = await WriteAsync([Line(1), "nonsense", "", Line(2), """{"prompt": "no answer"}"""]);

        var loaded = await LikewiseAsync("load", file, "--json");

        Assert.Equal((ExitCode.No, 2, 2), (
            loaded.ExitCode, loaded.Json.GetProperty("stored").GetInt32(), loaded.Json.GetProperty("failed").GetInt32()));
        var faults = await File.ReadAllLinesAsync(loaded.Json.GetProperty("faults").GetString()!, Token);
        Assert.Equal([2, 5], faults.Select(fault => JsonElement.Parse(fault).GetProperty("line").GetInt32()));
        Assert.All(faults, fault => Assert.NotEmpty(JsonElement.Parse(fault).GetProperty("reason").GetString()!));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task A_load_that_was_ended_goes_on_where_it_was(string signal)
    {
        const int Lines = 1_500;
        var file = await WriteAsync([.. Enumerable.Range(0, Lines).Select(Line), "nonsense"]);
        using (var process = CliProcess.Start(_directory.Path, "load", file, "--data", _directory.Path))
        {
            while (!File.Exists(file + ".position"))
                await Task.Yield();
            await process.SignalAsync(signal);
            await process.EndAsync();
        }

        var position = await File.ReadAllTextAsync(file + ".position", Token);
        var before = int.Parse(position.Split(' ')[2], CultureInfo.InvariantCulture);
        Assert.InRange(before, 1, Lines - 1);
        var resumed = await LikewiseAsync("load", file, "--resume", "--json");

        Assert.Equal((Lines, 1), (
            resumed.Json.GetProperty("stored").GetInt32(), resumed.Json.GetProperty("failed").GetInt32()));
        Assert.Equal(Lines, (await LikewiseAsync("stats", "--json")).Json.GetProperty("entries").GetInt32());
        Assert.False(File.Exists(file + ".position"));
    }

    [Fact]
    public async Task To_go_on_without_having_begun_is_to_begin()
    {
        var file = await WriteAsync([Line(1)]);

        Assert.Equal("1 stored, 0 not.\n", (await LikewiseAsync("load", "--resume", file)).Output);
    }

    [Theory]
    [InlineData("what?")]
    [InlineData("999999 1 1 0")]
    public async Task A_position_that_cannot_be_is_refused(string position)
    {
        var file = await WriteAsync([Line(1)]);
        await File.WriteAllTextAsync(file + ".position", position, Token);

        Assert.Equal(ExitCode.Usage, (await LikewiseAsync("load", "--resume", file)).ExitCode);
    }

    [Fact]
    public async Task A_cache_with_a_new_model_is_warm_after_migrate()
    {
        await LikewiseAsync("store", "How do I reset my password?", "Choose Forgot password.");
        string[] changed = ["--set", "model.precision=float32"];
        Assert.Equal(ExitCode.No, (await LikewiseAsync(["lookup", "How do I reset my password?", .. changed])).ExitCode);

        var moved = await LikewiseAsync(["migrate", "--json", .. changed]);

        Assert.Equal((ExitCode.Ok, 1), (moved.ExitCode, moved.Json.GetProperty("moved").GetInt32()));
        Assert.Equal(ExitCode.Ok, (await LikewiseAsync(["lookup", "How can I reset my password?", .. changed])).ExitCode);
    }

    [Fact]
    public async Task A_damaged_store_is_repaired_and_what_was_lost_is_said()
    {
        await LikewiseAsync("store", "first", "one");
        await LikewiseAsync("store", "second", "two");
        Assert.Equal("Nothing is wrong; nothing was touched.\n", (await LikewiseAsync("repair")).Output);
        Sqlite.StoreDatabase.Execute(_directory.File("likewise.db"), "UPDATE entries SET prompt = 'x' WHERE row = 1");

        var repaired = await LikewiseAsync("repair", "--json");

        Assert.Equal((ExitCode.No, 1, true), (
            repaired.ExitCode, repaired.Json.GetProperty("kept").GetInt32(), repaired.Json.GetProperty("is_sound").GetBoolean()));
        Assert.True(File.Exists(repaired.Json.GetProperty("copy").GetString()));
        Assert.Equal(ExitCode.Ok, (await LikewiseAsync("lookup", "second")).ExitCode);
    }

    private IEnumerable<string?> Names =>
        Directory.GetFileSystemEntries(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static string Line(int number) => $$"""{"prompt": "question {{number}}", "response": "answer {{number}}"}""";

    private async Task<string> WriteAsync(string[] lines)
    {
        var file = _directory.File("lines.jsonl");
        await File.WriteAllTextAsync(file, string.Join('\n', lines), Token);
        return file;
    }

    private Task<Run> LikewiseAsync(params string[] args) => Run.OfAsync([.. args, "--data", _directory.Path]);
}
