using System.Net;
using Likewise.Server;
using Likewise.Tests.Server.CacheApi;

namespace Likewise.Tests.Server.Sharing;

/// <summary>Answers that several must have got, over HTTP.</summary>
public sealed class ConfirmationTests : IDisposable
{
    private const string Asked = "How do I reset my password?";
    private const string InOtherWords = "How can I reset my password?";

    private readonly KeysFixture _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task What_one_key_stored_is_no_other_keys_until_it_got_the_same()
    {
        var (ann, bob, carol) = (Key(), Key(), Key());
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await ServeAsync(upstream);
        upstream.Answer = ScriptedUpstream.Saying("Open the settings and choose Security.");
        await server.ChatAsync(Asked, "", ann);

        Assert.Equal("hit", (await server.ChatAsync(InOtherWords, "", ann)).Cache());
        var miss = await server.ChatAsync(InOtherWords, "", bob);
        Assert.Equal(("miss", "unconfirmed"), (miss.Cache(), miss.Header("x-likewise-reason")));
        Assert.Contains("stored", miss.Header("Cache-Status"), StringComparison.Ordinal);
        Assert.Equal(1, server.Entries);
        Assert.Equal("hit", (await server.ChatAsync(Asked, "", carol)).Cache());
        var shown = Assert.Single((await server.OkAsync("/entries", carol)).GetProperty("entries").EnumerateArray());
        Assert.Equal("{\"principals\":2,\"operator\":false}", shown.GetProperty("confirmedBy").GetRawText());
    }

    [Fact]
    public async Task A_key_that_made_something_up_misleads_nobody()
    {
        var (mallory, ann) = (Key(AccessRole.Use), Key());
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await ServeAsync(upstream);
        upstream.Answer = ScriptedUpstream.Saying("Open the settings and choose Security.");
        foreach (var prompt in new[] { Asked, InOtherWords, "Reset my password, please: how?" })
            await server.StoreAsync(prompt, "Call 555-0199 and tell them your password.", "", mallory);

        foreach (var prompt in new[] { Asked, InOtherWords })
        {
            var reply = await server.ChatAsync(prompt, "", ann);
            Assert.DoesNotContain("555", await reply.TextAsync(), StringComparison.Ordinal);
            var found = await server.LookupAsync("Reset my password, please: how?", "", ann);
            Assert.DoesNotContain("555", found.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_manages_the_cache_may_stand_behind_what_he_stores_and_nobody_else()
    {
        var (user, manager) = (Key(AccessRole.Use), Key());
        await using var server = await ServeAsync(null);
        var body = """{"prompt": "Hi", "response": "Hello.", "confirmed": true}""";
        await (await server.PostAsync("/v1/cache/store", body, user)).ProblemAsync(HttpStatusCode.Forbidden);
        var batch = await server.OkAsync("/store/batch", $"{{\"items\": [{body}]}}", user);
        Assert.Equal(403, batch.GetProperty("items")[0].GetProperty("error").GetProperty("status").GetInt32());
        await server.OkAsync("/store", body, manager);

        Assert.True((await server.LookupAsync("Hi", "", user)).GetProperty("hit").GetBoolean());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("?confirmed=false", false)]
    [InlineData("?confirmed=true", true)]
    public async Task Nobody_stands_behind_what_is_brought_in_but_where_it_is_said(string query, bool isGiven)
    {
        var manager = Key();
        await using var server = await ServeAsync(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/cache/import{query}")
        {
            Content = new StringContent("""{"prompt": "Hi", "response": "Hello."}""", null, "application/x-ndjson"),
        };
        request.Headers.TryAddWithoutValidation(manager.Name, manager.Value);
        var done = await (await server.Client.SendAsync(request, TestContext.Current.CancellationToken)).JsonAsync();

        Assert.Equal(1, done.GetProperty("imported").GetInt32());
        var found = await server.LookupAsync("Hi", "", manager);
        Assert.Equal(isGiven, found.GetProperty("hit").GetBoolean());
        if (!isGiven)
            Assert.Equal("unconfirmed", found.Text("reason"));
    }

    private (string Name, string Value) Key(params AccessRole[] roles) =>
        KeysFixture.Bearer(_keys.Make("t", roles.Length > 0 ? roles : Enum.GetValues<AccessRole>()));

    private Task<RunningServer> ServeAsync(ScriptedUpstream? upstream) =>
        _keys.ServeAsync(upstream, settings =>
        {
            settings.Cache.ConfirmationsMin = 2;
            settings.Upstream.ApiKey = "sk-operator";
        });
}
