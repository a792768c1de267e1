using System.Net;

namespace Likewise.Tests.Server.CacheApi;

/// <summary>Entries chosen by what they mean, and requests compared.</summary>
public sealed class MeaningTests
{
    [Fact]
    public async Task What_means_the_same_is_shown_first_and_then_goes()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("How do I reset my password?", "a");
        await server.StoreAsync("How can I reset my password?", "b", "\"model\": \"other\",");
        await server.StoreAsync("What colour is the sea?", "c");
        const string Like = """ "like": "reset my password", "similarityMin": 0.7 """;

        var shown = await server.OkAsync("/invalidate", $$"""{ {{Like}}, "dryRun": true, "limit": 1}""");
        Assert.Equal((2, 0), (shown.GetProperty("wouldRemove").GetInt32(), shown.GetProperty("notCompared").GetInt32()));
        var first = Assert.Single(shown.GetProperty("entries").EnumerateArray());
        Assert.InRange(first.GetProperty("similarity").GetDouble(), 0.7, 1);

        var gone = await server.OkAsync("/invalidate", $$"""{ {{Like}} }""");
        Assert.Equal((2, 1), (gone.GetProperty("removed").GetInt32(), server.Entries));
    }

    [Fact]
    public async Task Entries_are_searched_by_meaning_the_closest_first()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync("What colour is the sea?", "c");
        await server.StoreAsync("How do I reset my password?", "a");
        var page = await server.OkAsync("/entries?like=reset%20password&similarityMin=-1&limit=2");
        var close = await server.OkAsync("/entries?like=reset%20password&similarityMin=0.6");

        var similarities = page.GetProperty("entries").EnumerateArray()
            .Select(entry => entry.GetProperty("similarity").GetDouble());
        Assert.Equal(similarities.OrderDescending(), similarities);
        Assert.Equal("How do I reset my password?", page.GetProperty("entries")[0].Text("prompt"));
        Assert.Equal((2, 1), (page.GetProperty("total").GetInt32(), close.GetProperty("total").GetInt32()));
    }

    [Theory]
    [InlineData("similarityMin=0.5")]
    [InlineData("like=a&similarityMin=2")]
    [InlineData("like=a&cursor=x")]
    [InlineData("like=a&state=any")]
    [InlineData("like=%20")]
    public async Task A_search_that_nobody_can_mean_is_refused(string query)
    {
        await using var server = await RunningServer.StartAsync();
        await (await server.SendAsync(HttpMethod.Get, $"/entries?{query}")).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Two_requests_are_explained()
    {
        await using var server = await RunningServer.StartAsync();
        var chat = RunningServer.ChatBody("How can I reset my password?", "\"top_p\": 0.5,");
        var split = await server.OkAsync(
            "/explain", $$"""{"asked": {"chat": {{chat}} }, "stored": {"prompt": "How do I reset my password?"} }""");
        var shared = await server.OkAsync("/explain", """
            {"asked": {"prompt": "How can I reset my password?"}, "stored": {"prompt": "How do I reset my password?"}}
            """);

        Assert.Equal("parameters.top_p", split.GetProperty("scopeDifferences")[0].GetString());
        Assert.False(split.GetProperty("wouldShare").GetBoolean());
        Assert.True(shared.GetProperty("wouldShare").GetBoolean());
        Assert.InRange(shared.GetProperty("similarity").GetDouble(), 0.9, 1);
        Assert.Equal("accept", shared.GetProperty("verdict").Text("outcome"));
        Assert.Equal(0, server.Entries);
    }

    [Theory]
    [InlineData("""{"asked": {"prompt": "a"}}""", "stored")]
    [InlineData("""{"asked": {"prompt": "a"}, "stored": {"prompt": "a", "tenant": "b"}}""", "stored.tenant")]
    [InlineData("""{"asked": "a", "stored": {"prompt": "a"}}""", "asked")]
    public async Task An_explanation_of_nothing_is_refused(string body, string field)
    {
        await using var server = await RunningServer.StartAsync();
        var problem = await (await server.PostAsync("/v1/cache/explain", body)).ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(field, problem.Text("field"));
    }
}
