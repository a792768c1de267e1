using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Likewise.Cli;
using Likewise.Tests.Server;

namespace Likewise.Tests.Cli;

/// <summary>
/// A process whose files may not grow beyond a limit, or that writes to a device that takes nothing, as on a disk that is full:
/// the system refuses the write, not a stand-in.
/// </summary>
public sealed class DiskFullTests : IDisposable
{
    private const int FileKiB = 1_024;
    private const int AnswerChars = 100_000;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Answers_are_given_the_state_is_told_and_what_was_stored_stays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs a shell that limits files.");
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context =>
        {
            var noise = new char[AnswerChars];
            var random = new Random(upstream.Requests.Count); // It is not to be packed small.
            for (var i = 0; i < noise.Length; i++)
                noise[i] = (char)('!' + random.Next(1, 90));
            return ScriptedUpstream.Saying(new string(noise).Replace('\\', '/').Replace('"', '/'))(context);
        };
        using (var process = CliProcess.StartLimited(
            _directory.Path, FileKiB,
            "serve", "--json", "--data", "data", "--set", "server.url=http://127.0.0.1:0",
            "--set", $"upstream.baseUrl={upstream.Url}", "--set", "log.level=none",
            "--set", "model.packedCache=false"))
        {
            using var client = new HttpClient { BaseAddress = new Uri(await UrlAsync(process)) };
            Assert.Equal("llm", await AskAsync(client, "Question 0, please?"));
            var before = await AskAsync(client, "Question 0, please?");
            Assert.Equal("cache", before);

            // One after the other, until the store says that it takes no more; each is answered all the same.
            var status = "ready";
            for (var i = 1; i < 60 && status == "ready"; i++)
            {
                await AskAsync(client, $"What is the name of the mountain of height {i}?");
                status = (await client.GetFromJsonAsync<JsonElement>("/health/ready", Token)).GetProperty("status").GetString();
            }

            Assert.Equal("llm", await AskAsync(client, "Who wrote the book about the sea?"));
            Assert.Equal("llm", await AskAsync(client, "Who wrote the book about the sea?"));
            Assert.Equal("cache", await AskAsync(client, "Question 0, please?"));
            await process.SignalAsync("TERM");
            Assert.Equal(ExitCode.Ok, (await process.EndAsync(closesInput: false)).ExitCode);
        }

        var stats = await Run.OfAsync("stats", "--json", "--data", Path.Combine(_directory.Path, "data"));
        Assert.InRange(stats.Json.GetProperty("entries").GetInt32(), 1, 20);
    }

    [Fact]
    public async Task A_result_that_finds_no_room_is_told_from_a_fault_of_ours()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs a device that is always full.");
        using var process = CliProcess.StartOnFullDisk(_directory.Path, "config", "show");

        var run = await process.EndAsync();

        Assert.Equal(ExitCode.Full, run.ExitCode);
        Assert.Equal(
            "likewise: what was to be written is not whole: No space left on device. Make room and run it again.\n", run.Error);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<string?> AskAsync(HttpClient client, string prompt)
    {
        using var reply = await client.PostAsJsonAsync("/chat_semantic_cache", new { prompt }, Token);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return (await reply.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("source").GetString();
    }

    private static async Task<string> UrlAsync(CliProcess process)
    {
        var text = "";
        while (await process.Output.ReadLineAsync(Token) is { } line)
        {
            text += line;
            if (line == "}")
                break;
        }

        return JsonElement.Parse(text).GetProperty("url").GetString()!;
    }
}
