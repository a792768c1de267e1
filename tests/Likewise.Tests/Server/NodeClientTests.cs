using System.Diagnostics;
using System.Text.Json;
using Likewise.Tests.Tidy;

namespace Likewise.Tests.Server;

/// <summary>Goal: the official clients of OpenAI and Anthropic for Node read what the cache writes.</summary>
public sealed class NodeClientTests
{
    private static readonly RecordedResponse Said = new()
    {
        Choices = [new([new TextPart("""{"city":"Bern"}""")], FinishReason.Stop)],
        Model = "m",
        Usage = new TokenUsage(5, 7),
    };

    private static readonly RecordedResponse Called = Said with
    {
        Choices =
        [
            new RecordedChoice(
                [new TextPart("Let me look."), new ToolCallPart("call_1", "weather", """{"city":"Bern"}""")],
                FinishReason.ToolCalls),
        ],
    };

    [Fact]
    public async Task Every_question_asked_twice_has_the_same_answer()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = ScriptedUpstream.Saying(asked =>
            asked.Prompt.Parameters is { ValueKind: JsonValueKind.Object } parameters && parameters.TryGetProperty("tools", out _)
                ? Called
                : Said);
        await using var server = await RunningServer.StartAsync(upstream);
        var clients = Path.Combine(Repository.Root, "tests", "clients");
        if (!Directory.Exists(Path.Combine(clients, "node_modules", "openai")))
            await RunAsync(clients, "npm", "ci", "--silent");

        var said = await RunAsync(clients, "node", "clients.mjs", server.Client.BaseAddress!.ToString().TrimEnd('/'));

        Assert.EndsWith("ok errors\n", said);
    }

    private static async Task<string> RunAsync(string directory, string program, params string[] arguments)
    {
        var token = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
        await process.WaitForExitAsync(token);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{await output}{await errors}");
        return await output;
    }
}
