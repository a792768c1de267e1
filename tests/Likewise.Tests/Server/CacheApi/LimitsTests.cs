using System.Net;
using System.Text;
using System.Text.Json;
using Likewise.Tests.Server.OpenApi;

namespace Likewise.Tests.Server.CacheApi;

public sealed class LimitsTests
{
    private const string Path = CacheClient.Base + "/limits";

    [Fact]
    public async Task A_lower_limit_holds_when_it_is_answered_and_what_is_not_named_stays()
    {
        await using var server = await RunningServer.StartAsync();
        for (var number = 0; number < 20; number++)
            await server.StoreAsync($"Question {number}", "Answer.");
        var before = await server.OkAsync("/limits");

        var now = await JsonOfAsync(await PutAsync(server, """{"entriesMax": 5}"""));

        Assert.Equal((100_000, 20), (Int(before, "entriesMax"), Int(before, "entries")));
        Assert.Equal((5, 5), (Int(now, "entriesMax"), Int(now, "entries")));
        Assert.Equal(Int(before, "payloadBytesMax"), Int(now, "payloadBytesMax"));
        Assert.False(now.TryGetProperty("memoryBytesMax", out _));
        Assert.Equal(5, (await server.OkAsync("/entries?limit=100")).GetProperty("total").GetInt32());
        await server.StoreAsync("One more", "Answer.");
        Assert.Equal(5, Int(await server.OkAsync("/limits"), "entries"));

        var wider = await JsonOfAsync(await PutAsync(server, """{"entriesMax": 7, "memoryBytesMax": 10000000}"""));
        await server.StoreAsync("And another", "Answer.");
        Assert.Equal((7, 10_000_000), (Int(wider, "entriesMax"), Int(wider, "memoryBytesMax")));
        Assert.Equal(6, Int(await server.OkAsync("/limits"), "entries"));
        foreach (var operation in ApiDocument.Operations.Where(one => one.Path == Path))
        {
            var (_, schema, example) = ApiDocument.Operation.Content(operation.Answer.Response)!.Value;
            Assert.Empty(new JsonSchema(ApiDocument.Root).FaultsOf(wider, schema));
            Assert.Empty(new JsonSchema(ApiDocument.Root).FaultsOf(example, schema));
        }
    }

    [Theory]
    [InlineData("""{"entriesMax": 0}""")]
    [InlineData("""{"entriesMax": 2147483648}""")]
    [InlineData("""{"payloadBytesMax": -1}""")]
    [InlineData("""{"entriesMax": "5"}""")]
    [InlineData("""{"entries": 5}""")]
    public async Task An_impossible_limit_is_refused_and_nothing_leaves(string body)
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("one", "1");

        await (await PutAsync(server, body)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal((100_000, 1), (Int(await server.OkAsync("/limits"), "entriesMax"), server.Entries));
    }

    /// <summary>Or one tenant could empty the others' part.</summary>
    [Fact]
    public async Task Who_has_a_tenant_neither_sees_nor_sets_them()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var ann = ("Authorization", "Bearer sk-ann");

        await (await PutAsync(server, """{"entriesMax": 1}""", ann)).ProblemAsync(HttpStatusCode.Forbidden);
        await (await server.SendAsync(HttpMethod.Get, "/limits", ann)).ProblemAsync(HttpStatusCode.Forbidden);

        Assert.Equal(100_000, server.Host.Cache.Limits.EntriesMax);
    }

    private static async Task<HttpResponseMessage> PutAsync(
        RunningServer server, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> JsonOfAsync(HttpResponseMessage reply)
    {
        Assert.True(reply.IsSuccessStatusCode, await reply.TextAsync());
        return await reply.JsonAsync();
    }

    private static long Int(JsonElement json, string name) => json.GetProperty(name).GetInt64();
}
