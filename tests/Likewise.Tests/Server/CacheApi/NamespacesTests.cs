using System.Text.Json;
using Likewise.Cli;
using Likewise.Server;
using Likewise.Tests.Cli;
using Likewise.Tests.Server.OpenApi;

namespace Likewise.Tests.Server.CacheApi;

public sealed class NamespacesTests
{
    private const string InSmall = "\"namespace\": \"small\", ";

    [Fact]
    public async Task Each_namespace_is_told_with_its_rules_as_the_document_says()
    {
        await using var server = await StartAsync();
        for (var number = 0; number < 4; number++)
            await server.StoreAsync($"Question {number}", "Answer.", InSmall);
        await server.StoreAsync("Question 1", "Answer.");

        var told = await server.OkAsync("/namespaces");

        var all = told.GetProperty("namespaces").EnumerateArray().ToDictionary(one => one.GetProperty("namespace").GetString()!);
        Assert.Equal(["default", "never", "small"], all.Keys);
        var small = all["small"];
        Assert.Equal((2, 2, 0.97, 2), (
            Int(small, "entries"), Int(small, "entriesMax"), small.GetProperty("similarityMin").GetDouble(),
            Int(small, "evictedByOwn")));
        Assert.True(all["never"].GetProperty("exactOnly").GetBoolean());
        Assert.False(all["default"].TryGetProperty("entriesMax", out _));
        var operation = ApiDocument.Operations.Single(one => one.Path == "/v1/cache/namespaces");
        var (_, schema, _) = ApiDocument.Operation.Content(operation.Answer.Response)!.Value;
        Assert.Empty(new JsonSchema(ApiDocument.Root).FaultsOf(told, schema));
    }

    [Fact]
    public async Task A_tenant_is_told_of_its_own_entries_alone()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await StartAsync(upstream);
        await server.StoreAsync("Question 1", "Answer.", InSmall);
        var reply = await server.SendAsync(HttpMethod.Get, "/namespaces", ("Authorization", "Bearer sk-ann"));

        Assert.Empty((await reply.JsonAsync()).GetProperty("namespaces").EnumerateArray());
    }

    [Fact]
    public async Task The_command_shows_what_a_server_says()
    {
        await using var server = await StartAsync();
        await server.StoreAsync("Question 1", "Answer.", InSmall);

        var run = await Run.OfAsync("namespaces", "--server", server.Client.BaseAddress!.ToString());
        var json = await Run.OfAsync("namespaces", "--json", "--server", server.Client.BaseAddress!.ToString());

        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("exact only", run.Output, StringComparison.Ordinal);
        var small = json.Json.GetProperty("namespaces").EnumerateArray()
            .Single(one => one.GetProperty("namespace").GetString() == "small");
        Assert.Equal((1, 2, 0), (Int(small, "entries"), Int(small, "entries_max"), Int(small, "hits")));
    }

    private static Task<RunningServer> StartAsync(ScriptedUpstream? upstream = null) => RunningServer.StartAsync(
        upstream, settings =>
        {
            settings.Namespaces.Add("small", new NamespaceSettings { EntriesMax = 2, SimilarityMin = 0.97 });
            settings.Namespaces.Add("never", new NamespaceSettings { ExactOnly = true });
        });

    private static int Int(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
