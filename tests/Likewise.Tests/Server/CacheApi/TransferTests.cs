using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Likewise.Tests.Server.CacheApi;

public sealed class TransferTests
{
    private static readonly (string, string) Ann = ("Authorization", "Bearer sk-ann");
    private static readonly (string, string) Bob = ("Authorization", "Bearer sk-bob");

    [Theory]
    [InlineData("")]
    [InlineData("?vectors=false")]
    public async Task What_one_server_gives_out_another_takes_in_and_answers_alike(string query)
    {
        await using var one = await RunningServer.StartAsync();
        var id = await one.StoreAsync("How do I reset my password?", "Settings.", """ "tags": ["faq"], "latencySeconds": 2, """);
        await one.StoreAsync("Seeded", "Exact.", "\"seed\": 7,");
        await one.OkAsync("/feedback", $$"""{"entry": "{{id}}", "right": true}""");
        await one.LookupAsync("How do I reset my password?");
        var file = await ExportAsync(one, query);

        await using var other = await RunningServer.StartAsync();
        var done = await ImportAsync(other, file);

        Assert.Equal((2, 0, true), (Number(done, "imported"), Number(done, "failed"), done.GetProperty("hasEnd").GetBoolean()));
        var found = await other.LookupAsync("How can I reset my password?");
        Assert.Equal("Settings.", found.Text("response"));
        Assert.True((await other.LookupAsync("Seeded", "\"seed\": 7,")).GetProperty("hit").GetBoolean());
        var entry = await other.OkAsync($"/entries/{found.GetProperty("entry").Text("id")}");
        Assert.Equal((1, 1), (Number(entry.GetProperty("feedback"), "right"), Number(entry, "hits") - 1));
        Assert.Equal(("faq", 2.0), (entry.GetProperty("tags")[0].GetString(), entry.GetProperty("latencySeconds").GetDouble()));
        Assert.NotEqual(id, entry.Text("id"));
    }

    [Fact]
    public async Task A_bad_line_is_named_by_its_number_and_loses_nothing_else()
    {
        await using var one = await RunningServer.StartAsync();
        await one.StoreAsync("one", "1");
        var entry = (await ExportAsync(one)).Split('\n')[1];
        string[] lines =
        [
            """{"format": "likewise.entries", "version": 1}""", "nonsense", "", entry,
            Changed(entry, "vector", "AAAA"), Changed(entry, "vector", Convert.ToBase64String(new byte[4 * 384])),
            Changed(entry, "owner", "0"), Changed(entry, "embedder", "other;1;mean;;384;256"), Changed(entry, "scope", "zz"),
            Changed(entry, "expiresAt", "2001-01-01T00:00:00Z"), Changed(entry, "createdAt", "2101-01-01T00:00:00Z"),
            Changed(entry, "tenant", "ann"), Changed(entry, "prompt", null), Changed(entry, "recording", "text"),
            """{"prompt": "plain", "response": "A plain line."}""", """{"prompt": "plain"}""",
            """{"format": "likewise.entries", "version": 2}""", """{"prompt": "plain too", "response": " "}""",
            Changed(entry, "namespace", "two\nlines"),
        ];

        await using var server = await RunningServer.StartAsync();
        var done = await ImportAsync(server, string.Join('\n', lines));
        Assert.Equal((2, 15), (Number(done, "imported"), Number(done, "failed")));
        Assert.Equal(
            [2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19],
            done.GetProperty("faults").EnumerateArray().Select(fault => Number(fault, "line")));
        Assert.False(done.GetProperty("hasEnd").GetBoolean());
        Assert.True((await server.LookupAsync("one")).GetProperty("hit").GetBoolean());
        Assert.Equal("A plain line.", (await server.LookupAsync("plain")).Text("response"));
    }

    [Fact]
    public async Task A_file_is_a_tenants_own_and_cannot_be_smuggled_into_anothers_place()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.StoreAsync("one", "Ann's.", "", Ann);
        var hers = await ExportAsync(server, "", Ann);
        Assert.Equal(2, (await ExportAsync(server, "", Bob)).Trim().Split('\n').Length);

        // Bob has got hold of her file: as it is, and with himself as its owner, which anybody can compute.
        var scope = Scope.Read(Convert.FromHexString(JsonElement.Parse(hers.Split('\n')[1]).Text("scope")!));
        var bobs = server.Host.Cache.GetStatistics(); // His tenant is found out by storing.
        await server.StoreAsync("his", "Bob's.", "", Bob);
        var tenant = server.Host.Cache.List(new EntryFilter { Prompt = "his" })[0].Summary.Tenant;
        var forged = Changed(hers.Split('\n')[1], "owner", EntryOwner.Of(scope, tenant).ToString());
        var poisoned = forged.Replace("Ann's.", "Poison.", StringComparison.Ordinal);

        Assert.Equal((0, 1), Counts(await ImportAsync(server, hers, "", Bob)));
        Assert.Equal((0, 1), Counts(await ImportAsync(server, poisoned, "", Bob)));
        Assert.Equal("Ann's.", (await server.LookupAsync("one", "", Ann)).Text("response"));
        await server.OkAsync("/flush", """{"confirm": "all"}""", Ann);
        Assert.Equal((1, 0), Counts(await ImportAsync(server, poisoned, "", Bob)));
        Assert.False((await server.LookupAsync("one", "", Ann)).GetProperty("hit").GetBoolean());
        Assert.False((await server.LookupAsync("one?", "", Ann)).TryGetProperty("nearest", out _));
        Assert.Equal(0, bobs.HitCount);
    }

    [Fact]
    public async Task A_line_beyond_the_limit_is_passed_over_and_a_file_beyond_it_refused()
    {
        await using var server = await RunningServer.StartAsync(configure: settings =>
        {
            settings.Server.BodyBytesMax = 4096;
            settings.Server.ImportBytesMax = 1 << 20;
        });
        var padding = new string('x', 300_000);
        var done = await ImportAsync(
            server, $$"""{"prompt": "{{padding}}", "response": "long"}""" + "\n" + """{"prompt": "q", "response": "a"}""");
        Assert.Equal((1, 1), Counts(done));
        Assert.Equal(1, Number(done.GetProperty("faults")[0], "line"));

        var large = await SendAsync(server, string.Join('\n', Enumerable.Repeat(padding, 8)), "");
        await large.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task An_export_that_the_store_breaks_off_does_not_look_whole()
    {
        await using var store = new Fixtures.FaultyStore(new MemoryEntryStore());
        await using var server = await RunningServer.StartAsync(store: store);
        await server.StoreAsync("one", "1");
        await server.StoreAsync("two", "2");
        var reads = 0;
        store.Before = (call, _) => call == "read" && ++reads > 1 ? throw new IOException("gone") : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => ExportAsync(server));
    }

    [Fact]
    public async Task Addresses_and_media_types_that_nobody_can_mean_are_refused()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var query in (string[])["?vectors=maybe", "?limit=1", "?scope=z"])
            await (await server.SendAsync(HttpMethod.Get, $"/export{query}")).ProblemAsync(HttpStatusCode.BadRequest);
        await (await SendAsync(server, "", "?embed=twice")).ProblemAsync(HttpStatusCode.BadRequest);
        await (await server.PostAsync("/v1/cache/import", "{}")).ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal((0, 0), Counts(await ImportAsync(server, "")));
    }

    private static async Task<string> ExportAsync(RunningServer server, string query = "", params (string, string)[] headers)
    {
        var reply = await server.SendAsync(HttpMethod.Get, $"/export{query}", headers);
        Assert.Equal("application/jsonl", reply.Content.Headers.ContentType?.ToString());
        return await reply.TextAsync();
    }

    private static async Task<JsonElement> ImportAsync(
        RunningServer server, string file, string query = "", params (string, string)[] headers)
    {
        var reply = await SendAsync(server, file, query, headers);
        Assert.True(reply.IsSuccessStatusCode, await reply.TextAsync());
        return await reply.JsonAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(
        RunningServer server, string file, string query, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/jsonl");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/cache/import{query}") { Content = content };
        request.Headers.ExpectContinue = true; // A refusal is read before the rest is sent into a closed connection.
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Changed(string line, string name, string? value)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        json[name] = value;
        return json.ToJsonString();
    }

    private static (int Imported, int Failed) Counts(JsonElement done) => (Number(done, "imported"), Number(done, "failed"));

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
