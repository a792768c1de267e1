using System.Net.Http.Json;
using System.Text.Json;
using Likewise.Cli;

namespace Likewise.Tests.Cli;

public sealed class ServeVerbTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task It_says_where_it_listens_answers_keeps_the_store_to_itself_and_ends_cleanly_when_told()
    {
        var token = TestContext.Current.CancellationToken;
        using var process = CliProcess.Start(
            _directory.Path, "serve", "--json", "--data", "data",
            "--set", "server.url=http://127.0.0.1:0", "--set", "demo.delay=0s");
        var started = await ReadJsonAsync(process.Output);
        Assert.Equal("demo", started.GetProperty("upstream").GetString());

        using var client = new HttpClient { BaseAddress = new Uri(started.GetProperty("url").GetString()!) };
        Assert.Equal("llm", await AskAsync(client, "How do I reset my password?"));
        Assert.Equal("cache", await AskAsync(client, "How can I reset my password?"));
        var second = await Run.OfAsync("stats", "--data", Path.Combine(_directory.Path, "data"));
        Assert.Equal(ExitCode.Store, second.ExitCode);

        await process.SignalAsync("TERM");
        var run = await process.EndAsync(closesInput: false);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Output));
        Assert.Contains("/chat_semantic_cache", run.Error, StringComparison.Ordinal);
        var stats = await Run.OfAsync("stats", "--json", "--data", Path.Combine(_directory.Path, "data"));
        Assert.Equal((1, 1), (stats.Json.GetProperty("entries").GetInt32(), stats.Json.GetProperty("hits").GetInt32()));

        async Task<string?> AskAsync(HttpClient client, string prompt)
        {
            using var response = await client.PostAsJsonAsync("/chat_semantic_cache", new { prompt }, token);
            return (await response.Content.ReadFromJsonAsync<JsonElement>(token)).GetProperty("source").GetString();
        }
    }

    [Fact]
    public async Task An_address_in_use_is_named()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();

        var run = await Run.OfAsync(
            "serve", "--data", _directory.Path,
            "--set", "log.level=none", "--set", $"server.url=http://{listener.LocalEndpoint}");

        Assert.Equal((ExitCode.Configuration, ""), (run.ExitCode, run.Output));
        Assert.Contains("cannot be listened on", run.Error, StringComparison.Ordinal);
    }

    /// <summary>One document, as it comes: standard output stays open while the server runs.</summary>
    private static async Task<JsonElement> ReadJsonAsync(StreamReader output)
    {
        var text = "";
        while (await output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            text += line;
            if (line == "}")
                return JsonElement.Parse(text);
        }

        throw new InvalidDataException($"The output ended early: {text}");
    }
}
