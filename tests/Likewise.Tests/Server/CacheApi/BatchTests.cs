using System.Net;
using System.Text.Json;

namespace Likewise.Tests.Server.CacheApi;

public sealed class BatchTests
{
    [Fact]
    public async Task Items_are_stored_and_found_in_their_order_each_with_its_own_result()
    {
        await using var server = await RunningServer.StartAsync();
        var stored = await server.OkAsync("/store/batch", """
            {"items": [
              {"prompt": "How do I reset my password?", "response": "Settings."},
              {"prompt": 1, "response": "a"},
              {"prompt": "empty answer", "response": " "},
              {"prompt": "\u0301", "response": "odd", "tags": [""]},
              {"prompt": "What colour is the sea?", "response": "Blue."}]}
            """);
        var looked = await server.OkAsync("/lookup/batch", """
            {"items": [{"prompt": "What colour is the sea?"}, {}, {"prompt": "How can I reset my password?"}, {"prompt": "Who?"}]}
            """);

        Assert.Equal([null, 400, 422, 400, null], stored.GetProperty("items").EnumerateArray().Select(StatusOf));
        Assert.Equal("items[1].prompt", stored.GetProperty("items")[1].GetProperty("error").Text("field"));
        Assert.Equal([null, 400, null, null], looked.GetProperty("items").EnumerateArray().Select(StatusOf));
        var results = looked.GetProperty("items").EnumerateArray()
            .Select(item => item.TryGetProperty("result", out var result) ? result.Text("response") : null);
        Assert.Equal(["Blue.", null, "Settings.", null], results);
        Assert.Equal(2, server.Entries);
    }

    [Fact]
    public async Task Entries_are_removed_together_each_with_its_own_result()
    {
        await using var server = await RunningServer.StartAsync();
        var (one, two) = (await server.StoreAsync("one", "1"), await server.StoreAsync("two", "2"));
        await server.StoreAsync("three", "3");

        var removed = await server.OkAsync("/remove/batch", $$"""
            {"items": [
              {"id": "{{two}}"}, {"id": "00000000000000000000000000000000"}, {"name": "x"}, {"id": "{{one}}"},
              {"id": "{{two}}"}]}
            """);

        var items = removed.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal([null, 404, 400, null, null], items.Select(StatusOf));
        var results = items.Where(item => StatusOf(item) is null).Select(item => item.GetProperty("result"));
        Assert.Equal([1, 1, 0], results.Select(result => result.GetProperty("removed").GetInt32()));
        Assert.Equal(1, server.Entries);
        Assert.False((await server.LookupAsync("two")).GetProperty("hit").GetBoolean());
    }

    [Fact]
    public async Task A_batch_of_none_or_too_many_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        var many = string.Join(',', Enumerable.Repeat("""{"prompt": "a"}""", 257));
        foreach (var body in (string[])["{}", """{"items": []}""", """{"items": {}}""", $$"""{"items": [{{many}}]}"""])
            await (await server.PostAsync("/v1/cache/lookup/batch", body)).ProblemAsync(HttpStatusCode.BadRequest);
    }

    private static int? StatusOf(JsonElement item) =>
        item.TryGetProperty("error", out var error) ? error.GetProperty("status").GetInt32() : null;
}
