using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Likewise.Server;

namespace Likewise.Tests.Server.Metrics;

public sealed partial class MetricsEndpointTests
{
    [Fact]
    public async Task What_happened_is_there_to_be_read_and_promtool_finds_nothing_wrong()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.ChatAsync("How do I reset my password?");
        await server.ChatAsync("How do I reset my password?");
        await server.ChatAsync("Where is the \"north\\south\" gate?", "", ("x-likewise-namespace", "of-a-visitor"));

        var text = await ReadAsync(server);

        var lines = text.Split('\n');
        Assert.Contains("""likewise_lookups_total{namespace="default",outcome="hit",detail="exact"} 1""", lines);
        Assert.Contains("likewise_entries 2", lines);
        Assert.Contains("""likewise_background_waiting{work="store"} 0""", lines);
        Assert.Contains("""likewise_background_ended_total{work="warm",outcome="dropped"} 0""", lines);
        Assert.Contains("""likewise_background_age_seconds{work="refresh"} 0""", lines);
        Assert.Contains("""likewise_lookup_duration_seconds_count{outcome="hit",detail="exact"} 1""", lines);
        Assert.Contains("""likewise_upstream_state{upstream="upstream",state="closed"} 1""", lines);
        Assert.Contains("""likewise_tokens_saved_total{gen_ai_response_model="m-1",gen_ai_token_type="input"} 5""", lines);
        Assert.Contains(lines, Begins("""gen_ai_client_operation_duration_seconds_count{gen_ai_operation_name="chat","""));
        Assert.Contains(lines, Begins("http_server_request_duration_seconds_count{"));
        Assert.Contains(lines, Begins("dotnet_process_memory_working_set_bytes "));
        await Promtool.PassesAsync(text, "check", "metrics");
    }

    /// <summary>What a bucket counts is counted by every later one, and the last is all.</summary>
    [Fact]
    public async Task Buckets_of_a_histogram_add_up()
    {
        await using var server = await RunningServer.StartAsync();
        for (var asked = 0; asked < 5; asked++)
            await server.PromptAsync("How do I reset my password?");

        var text = await ReadAsync(server);
        var buckets = BucketPattern().Matches(text)
            .Select(line => long.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();

        Assert.NotEmpty(buckets);
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(4, buckets[^1]);
    }

    [Fact]
    public async Task A_reader_who_prefers_open_metrics_gets_them()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PromptAsync("How do I reset my password?");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        var reply = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("application/openmetrics-text", reply.Content.Headers.ContentType?.MediaType);
        Assert.Contains("# TYPE likewise_lookups counter\nlikewise_lookups_total{", text, StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_servers_in_a_process_tell_their_own()
    {
        await using var one = await RunningServer.StartAsync();
        await using var other = await RunningServer.StartAsync();
        await one.PromptAsync("How do I reset my password?");

        Assert.Contains("likewise_entries 1\n", await ReadAsync(one), StringComparison.Ordinal);
        Assert.Contains("likewise_entries 0\n", await ReadAsync(other), StringComparison.Ordinal);
        Assert.DoesNotContain("likewise_lookups_total", await ReadAsync(other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_needs_a_key_that_may_observe_and_is_of_no_tenant()
    {
        using var keys = new KeysFixture();
        var (observer, user, ofTenant) = (
            keys.Make("", AccessRole.Observe), keys.Make("", AccessRole.Use), keys.Make("acme", AccessRole.Observe));
        await using var server = await keys.ServeAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, null));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, user));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, ofTenant));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, observer));
    }

    [Fact]
    public async Task Where_the_operator_opens_it_no_key_is_needed_and_where_he_closes_it_it_is_not_there()
    {
        using var keys = new KeysFixture();
        keys.Make("", AccessRole.Observe);
        await using var open = await keys.ServeAsync(configure: settings => settings.Metrics.Open = true);
        await using var closed = await RunningServer.StartAsync(configure: settings => settings.Metrics.Enabled = false);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(open, null));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(closed, null));
    }

    private static Predicate<string> Begins(string beginning) => line => line.StartsWith(beginning, StringComparison.Ordinal);

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return (await server.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }

    private static Task<string> ReadAsync(RunningServer server) =>
        server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

    [GeneratedRegex("""likewise_lookup_duration_seconds_bucket\{outcome="hit",detail="exact",le="[^"]*"\} (\d+)""")]
    private static partial Regex BucketPattern();
}
