using System.Net;

namespace Likewise.Tests.Server.CacheApi;

public sealed class InvalidateTests
{
    [Theory]
    [InlineData("""{"tags": ["x"]}""", 2)]
    [InlineData("""{"tags": ["x", "y"]}""", 3)]
    [InlineData("""{"tags": ["x", "y"], "tagMatch": "all"}""", 1)]
    [InlineData("""{"namespace": "b"}""", 1)]
    [InlineData("""{"prompt": " one "}""", 1)]
    [InlineData("""{"model": "m-3", "tags": ["x"]}""", 0)]
    [InlineData("""{"createdBefore": "2000-01-01"}""", 0)]
    public async Task What_a_dry_run_shows_is_what_goes(string body, int expected)
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("one", "1", """ "tags": ["x"], """);
        await server.StoreAsync("two", "2", """ "tags": ["x", "y"], "namespace": "b", """);
        await server.StoreAsync("three", "3", """ "tags": ["y"], "model": "m-3", """);

        var shown = await server.OkAsync("/invalidate", body.Replace("{", "{\"dryRun\": true, ", StringComparison.Ordinal));
        Assert.Equal(3, server.Entries);
        var gone = await server.OkAsync("/invalidate", body);

        Assert.Equal((expected, expected), (shown.GetProperty("wouldRemove").GetInt32(), shown.Ids().Count()));
        Assert.Equal((expected, 3 - expected), (gone.GetProperty("removed").GetInt32(), server.Entries));
        Assert.True(gone.GetProperty("isComplete").GetBoolean());
    }

    [Fact]
    public async Task A_changed_source_takes_what_was_made_from_it_whichever_way_it_was_stored()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        await server.StoreAsync("one", "1", """ "sources": [{"name": "manual", "version": "7"}, {"name": "faq"}], """);
        await server.StoreAsync("two", "2", """ "sources": [{"name": "manual", "version": "8"}], """);
        using var asked = await server.ChatAsync("three", "", ("x-likewise-sources", "guide@2, manual@7"));
        var entries = (await server.OkAsync("/entries")).GetProperty("entries").EnumerateArray().ToArray();
        Assert.Equal(3, entries.Count(entry => entry.TryGetProperty("sources", out _)));

        const string Changed = "\"changedSources\": [{\"name\": \"manual\", \"version\": \"8\"}]";
        var shown = await server.OkAsync("/invalidate", $"{{\"dryRun\": true, {Changed}}}");
        Assert.Equal((2, 3), (shown.GetProperty("wouldRemove").GetInt32(), server.Entries));
        var gone = await server.OkAsync("/invalidate", $"{{{Changed}}}");
        Assert.Equal((2, 1), (gone.GetProperty("removed").GetInt32(), server.Entries));
        await (await server.PostAsync("/v1/cache/invalidate", """{"changedSources": [{"version": "8"}]}"""))
            .ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task No_condition_is_refused_rather_than_everything_taken()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("one", "1");
        string[] bodies = ["{}", """{"tags": []}""", """{"dryRun": true}""", """{"tagMatch": "all", "namespace": null}"""];
        foreach (var body in bodies)
            await (await server.PostAsync("/v1/cache/invalidate", body)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(1, server.Entries);
    }

    [Fact]
    public async Task Flushing_takes_everything_where_it_is_confirmed_and_nothing_where_it_is_not()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("one", "1");
        await server.StoreAsync("two", "2", "\"namespace\": \"b\",");
        string[] bodies = ["{}", """{"confirm": "yes"}""", """{"confirm": true}""", """{"namespace": "b", "confirm": "all"}"""];
        foreach (var body in bodies)
            await (await server.PostAsync("/v1/cache/flush", body)).ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(2, server.Entries);

        var shown = await server.OkAsync("/flush", """{"confirm": "all", "dryRun": true}""");
        Assert.Equal((2, 2), (shown.GetProperty("wouldRemove").GetInt32(), server.Entries));
        await server.OkAsync("/flush", """{"namespace": "b", "confirm": "b"}""");
        Assert.Equal(1, server.Entries);
        await server.OkAsync("/flush", """{"confirm": "all"}""");
        Assert.Equal(0, server.Entries);
    }
}
