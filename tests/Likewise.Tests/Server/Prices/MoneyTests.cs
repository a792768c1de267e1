using System.Text.Json;
using Likewise.Tests.Cli;
using Microsoft.AspNetCore.Http;

namespace Likewise.Tests.Server.Prices;

public sealed class MoneyTests
{
    [Fact]
    public async Task Money_and_percentiles_are_shown_by_the_api_by_metrics_and_by_the_command()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        upstream.Answer = context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(
                ScriptedUpstream.Completion.Replace("\"m-1\"", "\"gpt-4o-mini\"", StringComparison.Ordinal)
                    .Replace("\"prompt_tokens\":5", "\"prompt_tokens\":1000000", StringComparison.Ordinal));
        };
        await using var server = await RunningServer.StartAsync(upstream);
        await server.ChatAsync("How do I reset my password?");
        await server.ChatAsync("How do I reset my password?");

        var token = TestContext.Current.CancellationToken;
        var stats = JsonDocument.Parse(await server.Client.GetStringAsync("/v1/cache/stats", token)).RootElement;
        var dollars = stats.GetProperty("money").GetProperty("currencies").GetProperty("USD");
        Assert.Equal(0.150002m, dollars.GetProperty("saved").GetDecimal());
        Assert.Equal(0.150002m, dollars.GetProperty("net").GetDecimal()); // The encoder is here, and nobody is paid for it.
        Assert.Equal(1, stats.GetProperty("latencies").GetProperty("hit").GetProperty("count").GetInt32());

        var metrics = await server.Client.GetStringAsync("/metrics", token);
        Assert.Contains("likewise_money_saved_total{currency=\"USD\"} 0.15000", metrics, StringComparison.Ordinal);

        var run = await Run.OfAsync("stats", "--server", server.Client.BaseAddress!.ToString());
        Assert.Equal((Likewise.Cli.ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Contains("0.150002", run.Output, StringComparison.Ordinal);
        Assert.Contains("p99", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_asks_whether_a_server_takes_requests()
    {
        await using var server = await RunningServer.StartAsync();
        var address = server.Client.BaseAddress!.ToString();

        Assert.Equal((Likewise.Cli.ExitCode.Ok, "ready\n"), Said(await Run.OfAsync("health", "--server", address)));
        await server.StopAsync();
        Assert.Equal(Likewise.Cli.ExitCode.Upstream, (await Run.OfAsync("health", "--server", address)).ExitCode);

        static (int, string) Said(Run run) => (run.ExitCode, run.Output.ReplaceLineEndings("\n"));
    }
}
