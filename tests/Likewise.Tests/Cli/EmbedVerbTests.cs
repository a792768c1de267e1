using System.Text;
using System.Text.Json;
using Likewise.Cli;

namespace Likewise.Tests.Cli;

public class EmbedVerbTests
{
    [Fact]
    public async Task Each_line_becomes_a_unit_vector_on_a_line()
    {
        var run = await Run.OfAsync("Hello\n\n😀🌍\n" + string.Join(' ', Enumerable.Repeat("long", 2000)), ["embed"]);

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        var vectors = run.Output.TrimEnd('\n').Split('\n').Select(line => JsonSerializer.Deserialize<double[]>(line)!).ToArray();
        Assert.Equal(4, vectors.Length);
        Assert.All(vectors, vector => Assert.Equal(384, vector.Length));
        Assert.All(vectors, vector => Assert.Equal(1, vector.Sum(value => value * value), 1e-4));
        Assert.Equal("likewise embed: 1 of 4 lines are longer than 256 tokens and were embedded in part.\n", run.Error);
    }

    [Fact]
    public async Task Nothing_in_is_nothing_out()
    {
        var run = await Run.OfAsync("", ["embed"]);

        Assert.Equal((ExitCode.Ok, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Json_is_one_document()
    {
        var run = await Run.OfAsync("a\nb\n", ["embed", "--json"]);

        Assert.Equal(2, run.Json.GetProperty("vectors").GetArrayLength());
        Assert.Equal(2, run.Json.GetProperty("lines").GetInt64());
        Assert.StartsWith("all-MiniLM-L6-v2;", run.Json.GetProperty("embedder").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_no_UTF_8_ends_it_with_wrong_usage()
    {
        var run = await Run.OfAsync([.. "fine\n"u8, 0xFF, .. "\n"u8], ["embed"]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("likewise: line 2 of standard input is not valid UTF-8", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_that_a_bad_line_ends_is_one_document_that_says_so()
    {
        foreach (var (before, lines) in new[] { ("fine\n", 1), ("", 0) })
        {
            var run = await Run.OfAsync([.. Encoding.UTF8.GetBytes(before), 0xFF, .. "\nnever read\n"u8], ["embed", "--json"]);

            Assert.Equal(ExitCode.Usage, run.ExitCode);
            Assert.Equal(lines, run.Json.GetProperty("vectors").GetArrayLength());
            Assert.Equal(lines, run.Json.GetProperty("lines").GetInt32());
            var error = run.Json.GetProperty("error").GetString();
            Assert.StartsWith($"line {lines + 1} of standard input is not valid UTF-8", error, StringComparison.Ordinal);
            Assert.Equal($"likewise: {error}\n", run.Error);
        }
    }

    [Fact]
    public async Task A_writer_who_waits_gets_each_vector_at_once()
    {
        using var directory = new TemporaryDirectory();
        using var process = CliProcess.Start(directory.Path, "embed");
        foreach (var text in new[] { "first", "second" })
        {
            await process.Input.WriteAsync(text + "\n");
            await process.Input.FlushAsync(TestContext.Current.CancellationToken);
            var line = await process.Output.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith("[", line, StringComparison.Ordinal);
        }

        await process.SignalAsync("INT");
        // Its standard input stays open: only the signal can have ended it.
        var run = await process.EndAsync(closesInput: false);
        Assert.Equal((ExitCode.Cancelled, "", ""), (run.ExitCode, run.Output, run.Error));
    }
}
