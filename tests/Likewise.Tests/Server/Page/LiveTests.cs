using System.Net;
using System.Text.Json;
using Likewise.Server;
using Likewise.Tests.Server.CacheApi;

namespace Likewise.Tests.Server.Page;

/// <summary>The stream of lookups as they happen.</summary>
public sealed class LiveTests
{
    private static readonly (string, string) Ann = ("Authorization", "Bearer sk-ann");

    [Fact]
    public async Task It_tells_of_the_tenants_lookups_from_its_opening_on()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.LookupAsync("before", "", Ann);
        using var live = await OpenAsync(server, Ann);
        await server.LookupAsync("another's");
        await server.LookupAsync("first", "", Ann);
        await server.LookupAsync("second", "", Ann);

        Assert.Equal("first", (await live.NextAsync()).Text("prompt"));
        var second = await live.NextAsync();
        Assert.Equal(("second", 3), (second.Text("prompt"), second.GetProperty("number").GetInt32()));
    }

    [Fact]
    public async Task A_key_that_is_revoked_sees_no_more()
    {
        using var keys = new KeysFixture();
        var key = keys.Make("ann", AccessRole.Observe, AccessRole.Use);
        await using var server = await keys.ServeAsync();
        using var live = await OpenAsync(server, KeysFixture.Bearer(key));
        await server.LookupAsync("seen", "", KeysFixture.Bearer(key));
        Assert.Equal("seen", (await live.NextAsync()).Text("prompt"));

        Assert.True(AccessKeyFile.Revoke(keys.Path, AccessKeyFile.Read(keys.Path)[0].Id));
        Assert.True(await live.EndsAsync());
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams()
    {
        await using var server = await RunningServer.StartAsync();
        using var live = await OpenAsync(server);
        var stopping = server.StopAsync();

        Assert.True(await live.EndsAsync());
        await stopping;
    }

    [Fact]
    public async Task No_more_watch_than_there_is_room_for()
    {
        await using var server = await RunningServer.StartAsync();
        var open = new List<Watcher>();
        try
        {
            for (var at = 0; at < 32; at++)
                open.Add(await OpenAsync(server));
            await (await server.SendAsync(HttpMethod.Get, "/live")).ProblemAsync(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            open.ForEach(watcher => watcher.Dispose());
        }
    }

    private static async Task<Watcher> OpenAsync(RunningServer server, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/cache/live");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var reply = await server.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
        var reader = new StreamReader(await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(":", await reader.ReadLineAsync(TestContext.Current.CancellationToken)); // It is open.
        return new Watcher(reply, reader);
    }

    private sealed record Watcher(HttpResponseMessage Reply, StreamReader Reader) : IDisposable
    {
        private const string Data = "data: ";

        public async Task<JsonElement> NextAsync()
        {
            while (await Reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (line.StartsWith(Data, StringComparison.Ordinal))
                    return JsonElement.Parse(line[Data.Length..]);
            }

            throw new EndOfStreamException();
        }

        public async Task<bool> EndsAsync()
        {
            while (await Reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                Assert.DoesNotContain(Data, line, StringComparison.Ordinal);
            return true;
        }

        public void Dispose() => Reply.Dispose();
    }
}
