using System.Globalization;

namespace Likewise.Tests.Cli;

/// <summary>
/// Goal: a load that is killed again and again ends with each line stored once. Method: the real executable loads a file, goes on
/// with it and is killed at a random moment, many times; in the end it is left alone. <c>LIKEWISE_KILL_ROUNDS</c> asks for more.
/// </summary>
public sealed class LoadKillTests : IDisposable
{
    private const int Lines = 1_000;

    private static readonly int Rounds = Setting("LIKEWISE_KILL_ROUNDS", 3);

    private readonly TemporaryDirectory _directory = new();
    private readonly Random _random = new(Setting("LIKEWISE_KILL_SEED", 20_260_402));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_load_that_is_killed_at_any_moment_goes_on_and_stores_each_line_once()
    {
        var file = _directory.File("lines.jsonl");
        await File.WriteAllLinesAsync(
            file,
            Enumerable.Range(0, Lines).Select(
                number => $$"""{"prompt": "question {{number}}", "response": "answer {{number}}"}"""),
            Token);
        for (var round = 0; round < Rounds; round++)
            await RunAndKillAsync(file);

        var last = await Run.OfAsync("load", file, "--resume", "--json", "--data", _directory.Path);

        Assert.Equal((Lines, 0), (
            last.Json.GetProperty("stored").GetInt32(), last.Json.GetProperty("failed").GetInt32()));
        var check = await Run.OfAsync("check", "--json", "--data", _directory.Path);
        Assert.Equal(Lines, check.Json.GetProperty("entries").GetInt32());
        Assert.True(check.Json.GetProperty("is_sound").GetBoolean());
        foreach (var number in new[] { 0, _random.Next(Lines), Lines - 1 })
        {
            var found = await Run.OfAsync("lookup", $"question {number}", "--json", "--data", _directory.Path);
            Assert.Equal($"answer {number}", found.Json.GetProperty("response").GetString());
        }
    }

    /// <summary>While it starts, before or after it has noted how far it is, or in between.</summary>
    private async Task RunAndKillAsync(string file)
    {
        using var process = CliProcess.Start(_directory.Path, "load", file, "--resume", "--data", _directory.Path);
        var position = file + ".position";
        for (var notes = _random.Next(4); notes > 0; notes--)
        {
            var before = File.GetLastWriteTimeUtc(position);
            while (!process.HasEnded && File.GetLastWriteTimeUtc(position) == before)
                await Task.Yield();
        }

        for (var turn = _random.Next(20_000); turn > 0 && !process.HasEnded; turn--)
            Thread.SpinWait(50);
        var isKilled = !process.HasEnded;
        if (isKilled)
            await process.SignalAsync("KILL");
        var run = await process.EndAsync(closesInput: false);
        Assert.True(isKilled || run.ExitCode == 0, run.Error); // It may have been done.
    }

    private static int Setting(string name, int value) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
}
