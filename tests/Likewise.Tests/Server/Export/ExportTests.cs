using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Likewise.Tests.Cli;

namespace Likewise.Tests.Server.Export;

/// <summary>
/// The command in a process of its own, with everything switched on, a model and a collector on loopback: what leaves it by which
/// way. A process, because what is exported is of the whole process.
/// </summary>
public sealed class ExportTests : IDisposable
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Marker = "platypus";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Metrics_and_spans_reach_a_collector_and_no_line_of_the_log_holds_a_prompt_an_answer_or_a_key()
    {
        await using var collector = await ScriptedUpstream.StartAsync();
        collector.Answer = _ => Task.CompletedTask;
        await using var model = await ScriptedUpstream.StartAsync();
        var run = await RunAsync(
            model, "--set", $"otlp.endpoint={collector.Url}", "--set", "otlp.protocol=http", "--set",
            "otlp.headers=api-key=of-ours", "--set", "otlp.serviceName=cache-of-tests", "--set", "log.level=trace", "--set",
            "log.format=json");

        // 1. Metrics, under the service's name and with the operator's header.
        var metrics = collector.Requests.Where(sent => sent.Path == "/v1/metrics").ToArray();
        Assert.All(collector.Requests, sent => Assert.Equal("of-ours", sent.Headers["api-key"]));
        Assert.Contains("cache-of-tests", metrics.SelectMany(sent => Protobuf.Texts(sent.Body, 1, 1, 1, 2, 1)));
        var names = metrics.SelectMany(sent => Protobuf.Texts(sent.Body, 1, 2, 2, 1)).ToHashSet();
        string[] wanted =
        [
            LikewiseTelemetry.Lookups, LikewiseTelemetry.LookupDuration, LikewiseTelemetry.Entries,
            "gen_ai.client.operation.duration", "gen_ai.client.token.usage", "likewise.upstream.state",
        ];
        Assert.Empty(wanted.Except(names));

        // 2. Spans: the request's under the caller's, and in it the lookup, the model's call and the store.
        var spans = collector.Requests.Where(sent => sent.Path == "/v1/traces")
            .SelectMany(sent => Protobuf.Fields(sent.Body, 1, 2, 2)).ToArray();
        var ofTheCall = spans.Where(span => Hex(span, 1) == TraceId).ToDictionary(span => Protobuf.Texts(span, 5).First());
        wanted = ["POST /v1/chat/completions", LikewiseTelemetry.LookupSpan, "chat gpt-4o-mini", LikewiseTelemetry.StoreSpan];
        Assert.Empty(wanted.Except(ofTheCall.Keys));
        var request = ofTheCall["POST /v1/chat/completions"];
        Assert.Equal("00f067aa0ba902b7", Hex(request, 4));
        Assert.Equal(Hex(request, 2), Hex(ofTheCall[LikewiseTelemetry.LookupSpan], 4));
        Assert.Equal(Hex(request, 2), Hex(ofTheCall["chat gpt-4o-mini"], 4));
        Assert.DoesNotContain(
            collector.Requests, sent => Encoding.UTF8.GetString(sent.Body).Contains(Marker, StringComparison.Ordinal));

        // 3. The log: JSON, every line of a request under its name.
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] == '{').ToArray();
        Assert.DoesNotContain(Marker, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("From the model", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", run.Error, StringComparison.Ordinal);
        var access = lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Single(line => line.GetProperty("Message").GetString()!.StartsWith("POST /v1/chat", StringComparison.Ordinal));
        var scope = access.GetProperty("Scopes").EnumerateArray().Single(one => one.TryGetProperty("RequestId", out _));
        Assert.Equal(
            ("named-by-the-caller", TraceId),
            (scope.GetProperty("RequestId").GetString(), scope.GetProperty("TraceId").GetString()));
    }

    [Fact]
    public async Task Metrics_and_spans_are_printed_where_the_operator_wishes()
    {
        await using var model = await ScriptedUpstream.StartAsync();
        var run = await RunAsync(model, "--set", "otlp.console=true");

        var lines = run.Error.Split('\n');
        Assert.Contains(lines, line => line.StartsWith("metric likewise.lookups{", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("metric likewise.lookup.duration{", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"span {TraceId} ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("=> named-by-the-caller", StringComparison.Ordinal));
        Assert.DoesNotContain(Marker, run.Error, StringComparison.Ordinal);
    }

    /// <summary>One question through the real command, which is then told to end.</summary>
    private async Task<Run> RunAsync(ScriptedUpstream model, params string[] settings)
    {
        var token = TestContext.Current.CancellationToken;
        using var process = CliProcess.Start(
            _directory.Path,
            [
                "serve", "--json", "--data", "data", "--set", "server.url=http://127.0.0.1:0", "--set",
                $"upstream.baseUrl={model.Url}", "--set", "upstream.apiKey=sk-secret-of-the-operator", .. settings,
            ]);
        var line = "";
        while (!line.EndsWith('}') || !line.Contains("\"access\"", StringComparison.Ordinal))
            line += await process.Output.ReadLineAsync(token)
                ?? throw new InvalidOperationException(await process.Error.ReadToEndAsync(token));

        var url = JsonDocument.Parse(line).RootElement.GetProperty("url").GetString()!;
        using var client = new HttpClient { BaseAddress = new Uri(url) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = JsonContent.Create(new
            {
                model = "gpt-4o-mini", messages = new[] { new { role = "user", content = $"How heavy is a {Marker}?" } },
            }),
        };
        request.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
        request.Headers.Add("x-request-id", "named-by-the-caller");
        using var reply = await client.SendAsync(request, token);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(token));
        await process.SignalAsync("TERM");
        return await process.EndAsync(closesInput: false);
    }

    private static string Hex(byte[] span, int field) =>
        Convert.ToHexStringLower(Protobuf.Fields(span, field).FirstOrDefault([]));
}
