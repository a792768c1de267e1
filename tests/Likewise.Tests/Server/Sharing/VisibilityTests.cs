using System.Net;
using Likewise.Server;
using Likewise.Tests.Server.CacheApi;

namespace Likewise.Tests.Server.Sharing;

/// <summary>Who is given what somebody else got, over HTTP.</summary>
public sealed class VisibilityTests : IDisposable
{
    private readonly KeysFixture _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task What_is_private_is_its_keys_alone()
    {
        var (ann, bob) = (KeysFixture.Bearer(_keys.Make()), KeysFixture.Bearer(_keys.Make()));
        await using var server = await _keys.ServeAsync();
        var isPrivate = ("x-likewise-visibility", "private");
        await server.ChatAsync("Hi", "", ann, isPrivate);

        Assert.Equal("hit", (await server.ChatAsync("Hi", "", ann, isPrivate)).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi", "", bob, isPrivate)).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi", "", bob)).Cache());
        Assert.Equal("hit", (await server.ChatAsync("Hi", "", ann)).Cache()); // What bob got: it is the tenant's.
    }

    [Fact]
    public async Task What_is_public_is_given_to_every_tenant_and_kept_by_its_own()
    {
        var (ann, bob) = (
            KeysFixture.Bearer(_keys.Make("t", Enum.GetValues<AccessRole>())),
            KeysFixture.Bearer(_keys.Make("u", Enum.GetValues<AccessRole>())));
        await using var server = await _keys.ServeAsync(configure: settings => settings.Cache.Visibility = Visibility.Public);
        var id = await server.StoreAsync("Hi", "Hello.", "", ann);

        var found = await server.LookupAsync("Hi", "", bob);
        Assert.Equal("public", found.GetProperty("entry").Text("visibility"));
        Assert.False((await server.LookupAsync("Hi", "\"visibility\": \"tenant\",", bob)).GetProperty("hit").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Delete, $"/entries/{id}", bob)).StatusCode);
        Assert.True((await server.SendAsync(HttpMethod.Delete, $"/entries/{id}", ann)).IsSuccessStatusCode);
        Assert.False((await server.LookupAsync("Hi", "", bob)).GetProperty("hit").GetBoolean());
    }

    [Fact]
    public async Task Private_answers_of_nobody_in_particular_are_passed_by()
    {
        await using var server = await RunningServer.StartAsync();
        var reply = await server.ChatAsync("Hi", "", ("x-likewise-visibility", "private"));

        Assert.Equal("bypass", reply.Cache());
        Assert.Contains("who asks is not known", reply.Header("Cache-Status"), StringComparison.Ordinal);
        Assert.Equal(0, server.Entries);
    }

    [Fact]
    public async Task A_gateway_that_is_trusted_says_who_asks()
    {
        var key = KeysFixture.Bearer(_keys.Make());
        await using var server = await _keys.ServeAsync(configure: settings =>
        {
            settings.Cache.Visibility = Visibility.Private;
            settings.Context.Principal = RequestField.TryParse("header:X-User-Id", out var field) ? field : null;
        });
        await server.ChatAsync("Hi", "", key, ("X-User-Id", "ann"));

        Assert.Equal("hit", (await server.ChatAsync("Hi", "", key, ("X-User-Id", "ann"))).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi", "", key, ("X-User-Id", "bob"))).Cache());
        Assert.Equal("bypass", (await server.ChatAsync("Hi", "", key)).Cache());
    }

    [Theory]
    [InlineData("everybody")]
    [InlineData("0")]
    [InlineData("")]
    public async Task Other_words_are_refused(string visibility)
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(
            HttpStatusCode.BadRequest, (await server.ChatAsync("Hi", "", ("x-likewise-visibility", visibility))).StatusCode);
        var body = $$"""{"prompt": "Hi", "visibility": "{{visibility}}" }""";
        await (await server.PostAsync("/v1/cache/lookup", body)).ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_leaves_as_public_comes_in_only_where_it_may_be()
    {
        await using var server = await StartPublicAsync();
        await server.StoreAsync("Hi", "Hello.");
        var file = await (await server.SendAsync(HttpMethod.Get, "/export")).TextAsync();
        Assert.Contains("\"visibility\":\"public\"", file, StringComparison.Ordinal);

        await using var same = await StartPublicAsync();
        await using var other = await RunningServer.StartAsync();
        Assert.Equal((1, ""), await ImportAsync(same, file));
        Assert.True((await same.LookupAsync("Hi")).GetProperty("hit").GetBoolean());
        Assert.Equal((0, "it is seen by more than its namespace's answers are (public)"), await ImportAsync(other, file));
    }

    private static Task<RunningServer> StartPublicAsync() =>
        RunningServer.StartAsync(configure: settings => settings.Cache.Visibility = Visibility.Public);

    private static async Task<(int Imported, string Fault)> ImportAsync(RunningServer server, string lines)
    {
        using var content = new StringContent(lines, null, "application/x-ndjson");
        var reply = await server.Client.PostAsync(
            new Uri("/v1/cache/import", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var done = await reply.JsonAsync();
        var faults = done.GetProperty("faults").EnumerateArray().Select(fault => fault.Text("reason"));
        return (done.GetProperty("imported").GetInt32(), string.Concat(faults));
    }
}
