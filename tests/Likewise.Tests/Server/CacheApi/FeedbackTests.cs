using System.Net;

namespace Likewise.Tests.Server.CacheApi;

public sealed class FeedbackTests
{
    private static readonly (string, string) Ann = ("Authorization", "Bearer sk-ann");

    [Fact]
    public async Task Feedback_adds_up_and_stands_in_the_entry_and_the_statistics()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.StoreAsync("one", "a");
        await server.OkAsync("/feedback", $$"""{"entry": "{{id}}", "right": true}""");
        var said = await server.OkAsync("/feedback", $$"""{"entry": "{{id}}", "right": false}""");

        Assert.Equal((1, 1), (said.GetProperty("right").GetInt32(), said.GetProperty("wrong").GetInt32()));
        Assert.False(said.GetProperty("removed").GetBoolean());
        var entry = await server.OkAsync($"/entries/{id}");
        Assert.Equal(1, entry.GetProperty("feedback").GetProperty("wrong").GetInt32());
        Assert.Equal(1, (await server.OkAsync("/stats")).GetProperty("feedback").GetProperty("right").GetInt32());
    }

    [Fact]
    public async Task A_wrong_answer_may_go_at_once()
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.StoreAsync("one", "a");
        var said = await server.OkAsync("/feedback", $$"""{"entry": "{{id}}", "right": false, "remove": true}""");

        Assert.True(said.GetProperty("removed").GetBoolean());
        Assert.False((await server.LookupAsync("one")).GetProperty("hit").GetBoolean());
        var again = await server.PostAsync("/v1/cache/feedback", $$"""{"entry": "{{id}}", "right": true}""");
        await again.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_answer_goes_even_where_the_store_cannot_write()
    {
        await using var store = new Fixtures.FaultyStore(new MemoryEntryStore());
        await using var server = await RunningServer.StartAsync(store: store);
        var id = await server.StoreAsync("one", "a");
        store.Before = (call, _) => call == "feedback" ? throw new IOException("disk full") : Task.CompletedTask;

        var kept = await server.PostAsync("/v1/cache/feedback", $$"""{"entry": "{{id}}", "right": false}""");
        await kept.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        var said = await server.OkAsync("/feedback", $$"""{"entry": "{{id}}", "right": false, "remove": true}""");
        Assert.True(said.GetProperty("removed").GetBoolean());
    }

    [Theory]
    [InlineData("""{"entry": "ENTRY"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"entry": "ENTRY", "right": "yes"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"entry": "ENTRY", "right": true, "remove": true}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"entry": 1, "right": true}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"entry": "00000000000000000000000000000000", "right": true}""", HttpStatusCode.NotFound)]
    public async Task Feedback_that_nobody_can_mean_is_refused(string body, HttpStatusCode expected)
    {
        await using var server = await RunningServer.StartAsync();
        var id = await server.StoreAsync("one", "a");
        var reply = await server.PostAsync("/v1/cache/feedback", body.Replace("ENTRY", id, StringComparison.Ordinal));
        await reply.ProblemAsync(expected);
    }

    [Fact]
    public async Task Nobody_judges_or_removes_anothers_entry()
    {
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await RunningServer.StartAsync(upstream);
        var id = await server.StoreAsync("one", "a", "", Ann);
        var body = $$"""{"entry": "{{id}}", "right": false, "remove": true}""";

        await (await server.PostAsync("/v1/cache/feedback", body)).ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(0, (await server.OkAsync($"/entries/{id}", Ann)).GetProperty("feedback").GetProperty("wrong").GetInt32());
    }
}
