using System.Net;
using Likewise.Server;
using Likewise.Tests.Server.CacheApi;

namespace Likewise.Tests.Server.Compatibility;

public sealed class GptCacheTests
{
    [Fact]
    public async Task What_is_put_is_got_until_it_is_flushed_and_nothing_else_goes()
    {
        await using var server = await StartAsync();
        await server.StoreAsync("Of another namespace", "Stays.");
        var put = await server.PostAsync("/put", """{"prompt": "How do I reset my password?", "answer": "Settings."}""");
        var got = await (await server.PostAsync("/get", """{"prompt": "How can I reset my password?"}""")).JsonAsync();
        var missed = await (await server.PostAsync("/get", """{"prompt": "Where is Paris?"}""")).JsonAsync();
        var flushed = await server.Client.PostAsync("/flush", null, TestContext.Current.CancellationToken);
        var gone = await (await server.PostAsync("/get", """{"prompt": "How can I reset my password?"}""")).JsonAsync();

        Assert.Equal("\"successfully update the cache\"", await put.TextAsync());
        Assert.Equal(("How can I reset my password?", "Settings."), (got.Text("prompt"), got.Text("answer")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, missed.GetProperty("answer").ValueKind);
        Assert.Equal("\"successfully flush the cache\"", await flushed.TextAsync());
        Assert.Null(gone.Text("answer"));
        Assert.Equal(1, server.Entries);
    }

    [Theory]
    [InlineData("/put", "{}")]
    [InlineData("/put", """{"prompt": "a"}""")]
    [InlineData("/put", """{"prompt": 1, "answer": "a"}""")]
    [InlineData("/get", """{"prompt": ""}""")]
    [InlineData("/get", "x")]
    public async Task What_nobody_can_mean_is_refused_in_its_own_words(string path, string body)
    {
        await using var server = await StartAsync();
        var reply = await server.PostAsync(path, body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.False(string.IsNullOrEmpty((await reply.JsonAsync()).Text("detail")));
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task Where_it_is_not_listed_there_is_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("/get", """{"prompt": "a"}""")).StatusCode);
    }

    private static Task<RunningServer> StartAsync() =>
        RunningServer.StartAsync(configure: settings => settings.Server.Compatibility = [CompatibleApi.GptCache]);
}
