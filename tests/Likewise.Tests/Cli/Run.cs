using System.Text;
using System.Text.Json;
using Likewise.Cli;

namespace Likewise.Tests.Cli;

/// <summary>What one command line came to, run inside this process with writers of its own.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static Task<Run> OfAsync(params string[] args) => OfAsync([], args);

    public static async Task<Run> OfAsync(byte[] input, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(new MemoryStream(input), output, error, new Dictionary<string, string>());
        var exitCode = await CommandLine.RunAsync(args, terminal, TestContext.Current.CancellationToken);
        return new Run(exitCode, output.ToString(), error.ToString());
    }

    public static Task<Run> OfAsync(string input, string[] args) => OfAsync(Encoding.UTF8.GetBytes(input), args);
}
