using System.Diagnostics;

namespace Likewise.Tests.Server.Metrics;

/// <summary>Prometheus's own tool: the one that <c>LIKEWISE_PROMTOOL</c> names, or the system's.</summary>
internal static class Promtool
{
    /// <summary>Runs it, and expects it to find nothing wrong.</summary>
    public static async Task PassesAsync(string input, params string[] arguments)
    {
        var (code, said) = await RunAsync(input, arguments);
        Assert.True(code == 0, $"promtool {string.Join(' ', arguments)}: {said}\n{input}");
    }

    public static async Task<(int Code, string Said)> RunAsync(string input, params string[] arguments)
    {
        var path = Environment.GetEnvironmentVariable("LIKEWISE_PROMTOOL") ?? "/usr/bin/promtool";
        Assert.True(
            File.Exists(path), $"{path} is missing: metrics, rules and configurations are checked by Prometheus's own tool. "
            + "Install it (apt-get install prometheus), or set LIKEWISE_PROMTOOL to a promtool elsewhere.");
        using var tool = Process.Start(new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var token = TestContext.Current.CancellationToken;
        var (output, error) = (tool.StandardOutput.ReadToEndAsync(token), tool.StandardError.ReadToEndAsync(token));
        await tool.StandardInput.WriteAsync(input);
        tool.StandardInput.Close();
        await tool.WaitForExitAsync(token);
        return (tool.ExitCode, await output + await error);
    }
}
