using System.Net;
using Likewise.Server;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Server;

public sealed class AccessTests : IDisposable
{
    private readonly KeysFixture _keys = new();

    public void Dispose() => _keys.Dispose();

    [Theory]
    [InlineData("Authorization", "Bearer {0}")]
    [InlineData("Authorization", "bearer  {0}")]
    [InlineData("x-api-key", "{0}")]
    [InlineData("api-key", "{0}")]
    public async Task A_key_is_taken_in_every_header_that_clients_send_it_in(string header, string value)
    {
        var key = _keys.Make();
        await using var server = await _keys.ServeAsync();
        var reply = await server.ChatAsync("Hi", headers: (header, string.Format(null, value, key)));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    [InlineData("/v1/responses")]
    [InlineData("/v1/models")]
    [InlineData("/chat_semantic_cache")]
    [InlineData("/nowhere")]
    public async Task Without_a_key_or_with_a_wrong_one_nothing_is_answered(string path)
    {
        var key = _keys.Make();
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var server = await _keys.ServeAsync(upstream);
        foreach (var headers in new (string, string)[][]
        {
            [], [KeysFixture.Bearer("nonsense")], [KeysFixture.Bearer(key[..^1])], [KeysFixture.Bearer(key + "a")],
            [("Authorization", $"Basic {key}")], [("Authorization", "")], [KeysFixture.Bearer(key), ("x-api-key", "other")],
        })
        {
            var reply = await server.PostAsync(path, "{}", headers);
            Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
            Assert.Equal("Bearer", reply.Header("WWW-Authenticate"));
            Assert.Contains("error", await reply.TextAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task A_key_without_the_role_is_403()
    {
        var key = _keys.Make("", AccessRole.Observe, AccessRole.Manage);
        await using var server = await _keys.ServeAsync();
        var reply = await server.ChatAsync("Hi", headers: KeysFixture.Bearer(key));

        Assert.Equal("role_missing", (await reply.ErrorAsync(HttpStatusCode.Forbidden)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Keys_of_one_tenant_share_answers_and_those_of_another_do_not()
    {
        var (one, two, other) = (
            _keys.Make("acme", AccessRole.Use), _keys.Make("acme", AccessRole.Use), _keys.Make("zeta", AccessRole.Use));
        await using var server = await _keys.ServeAsync();
        await server.ChatAsync("Hi", headers: KeysFixture.Bearer(one));

        Assert.Equal("hit", (await server.ChatAsync("Hi", headers: KeysFixture.Bearer(two))).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi", headers: KeysFixture.Bearer(other))).Cache());
        Assert.Equal(
            "hit", (await server.ChatAsync("Hi", headers: [KeysFixture.Bearer(one), ("OpenAI-Organization", "x")])).Cache());
    }

    [Fact]
    public async Task The_servers_own_key_goes_no_further_and_the_callers_other_key_goes_to_the_upstream()
    {
        var key = _keys.Make();
        await using var upstream = await ScriptedUpstream.StartAsync();
        await using var messages = await ScriptedUpstream.StartAsync();
        await using var server = await _keys.ServeAsync(upstream, settings => settings.Upstreams.Add(
            "messages",
            new UpstreamSettings { BaseUrl = messages.Url, Models = ["claude-*"], Protocols = [UpstreamProtocol.Messages] }));
        (string, string)[] headers = [("x-api-key", key), ("x-likewise-upstream-authorization", "Bearer sk-mine")];
        await server.ChatAsync("Hi", headers: headers);
        await server.PostAsync("/v1/images", """{"model":"x"}""", headers);
        await server.PostAsync("/v1/other", """{"model":"claude-3"}""", headers);
        await server.PostAsync("/v1/other", """{"model":"x"}""", KeysFixture.Bearer(key));

        foreach (var sent in upstream.Requests.Concat(messages.Requests))
        {
            Assert.DoesNotContain(key, string.Join(' ', sent.Headers.Values), StringComparison.Ordinal);
            Assert.DoesNotContain("x-likewise-upstream-authorization", sent.Headers.Keys);
        }

        Assert.Equal(
            ["Bearer sk-mine", "Bearer sk-mine", null],
            upstream.Requests.Select(sent => sent.Headers.GetValueOrDefault("Authorization")));
        Assert.Equal("sk-mine", Assert.Single(messages.Requests).Headers["x-api-key"]);
    }

    [Fact]
    public async Task A_revoked_key_and_an_ended_one_are_refused_by_a_running_server()
    {
        var time = new ManualTime();
        var revoked = _keys.Make();
        var ended = _keys.Make(key => key with { ExpiresAt = time.GetUtcNow().AddMinutes(1) });
        await using var server = await _keys.ServeAsync(time: time);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, revoked));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, ended));

        Assert.True(AccessKeyFile.Revoke(_keys.Path, revoked["likewise_".Length..][..8]));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, revoked));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, ended));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, ended));
    }

    [Fact]
    public async Task A_broken_file_keeps_the_keys_of_before_and_one_taken_away_leaves_none()
    {
        var time = new ManualTime();
        var key = _keys.Make();
        await using var server = await _keys.ServeAsync(time: time);
        File.AppendAllText(_keys.Path, "x");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, key));

        File.Delete(_keys.Path);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, key));
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.ChatAsync("Hi")).StatusCode);
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_is_read_as_soon_as_it_can_be()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such modes there.");
        var time = new ManualTime();
        _keys.Make();
        await using var server = await _keys.ServeAsync(time: time);
        var key = _keys.Make();
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, key));

        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, key));
    }

    [Fact]
    public async Task The_first_key_closes_a_running_server()
    {
        var time = new ManualTime();
        await using var server = await _keys.ServeAsync(time: time);
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Hi")).StatusCode);
        var key = _keys.Make();
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.ChatAsync("Hi")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, key));
    }

    [Fact]
    public async Task One_key_of_the_settings_has_every_role()
    {
        await using var server = await _keys.ServeAsync(configure: settings => settings.Access.Key = "a-key-of-twenty-letters");

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.ChatAsync("Hi")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "a-key-of-twenty-letters"));
    }

    private void SetMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_keys.Path, mode);
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string key) =>
        (await server.ChatAsync("Hi", headers: KeysFixture.Bearer(key))).StatusCode;
}
