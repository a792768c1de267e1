using System.Net;
using Likewise.Server;
using Likewise.Tests.Fixtures;

namespace Likewise.Tests.Server;

/// <summary>Tokens at a running server, with keys that come over the network.</summary>
public sealed class TokenAccessTests(JwtMaker maker) : IClassFixture<JwtMaker>, IDisposable
{
    private readonly KeysFixture _keys = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task A_token_is_taken_beside_keys_and_its_tenant_is_that_of_the_same_name()
    {
        var key = _keys.Make("acme", AccessRole.Use);
        await using var issuer = await ServingKeysAsync();
        await using var server = await ServeAsync(issuer);
        await server.ChatAsync("Hi", headers: KeysFixture.Bearer(key));

        Assert.Equal("hit", (await server.ChatAsync("Hi", headers: Bearer())).Cache());
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.ChatAsync("Hi")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "a.b.c"));
        Assert.Single(issuer.Requests);
    }

    [Fact]
    public async Task Who_asks_is_its_subject_and_nobody_where_it_has_none()
    {
        await using var issuer = await ServingKeysAsync();
        await using var server = await ServeAsync(issuer);
        var isPrivate = ("x-likewise-visibility", "private");
        await server.ChatAsync("Hi", "", Bearer(), isPrivate);

        Assert.Equal("hit", (await server.ChatAsync("Hi", "", Bearer(), isPrivate)).Cache());
        Assert.Equal("miss", (await server.ChatAsync("Hi", "", Bearer(subject: "another"), isPrivate)).Cache());
        Assert.Equal("bypass", (await server.ChatAsync("Hi", "", Bearer(subject: null), isPrivate)).Cache());
    }

    [Fact]
    public async Task A_token_without_the_role_is_403()
    {
        await using var issuer = await ServingKeysAsync();
        await using var server = await ServeAsync(issuer);

        Assert.Equal(HttpStatusCode.Forbidden, (await server.ChatAsync("Hi", headers: Bearer(scope: "openid"))).StatusCode);
    }

    [Fact]
    public async Task Keys_are_fetched_once_kept_while_their_issuer_is_down_and_asked_for_again_in_time()
    {
        await using var issuer = await ServingKeysAsync();
        await using var server = await ServeAsync(issuer);
        await server.ChatAsync("Hi", headers: Bearer());
        await server.ChatAsync("Hi", headers: Bearer());
        Assert.Single(issuer.Requests);

        issuer.Answer = ScriptedUpstream.Json(500, "oops");
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.OK, (await server.ChatAsync("Hi", headers: Bearer())).StatusCode);
        Assert.Equal(2, issuer.Requests.Count);

        _time.Advance(TimeSpan.FromDays(2));
        var refused = await server.ChatAsync("Hi", headers: Bearer());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("30", refused.Header("Retry-After"));
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_looked_for_once_however_many_tokens_name_it()
    {
        await using var issuer = await ServingKeysAsync();
        await using var server = await ServeAsync(issuer);
        await server.ChatAsync("Hi", headers: Bearer());
        using var next = new JwtMaker();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, next.Make("ES256", "new", Claims())));
        Assert.Single(issuer.Requests);

        // The issuer changes its keys.
        var key = next.EcJwk().Replace("\"ec\"", "\"new\"", StringComparison.Ordinal);
        issuer.Answer = ScriptedUpstream.Json(200, $$"""{"keys":[{{key}}]}""");
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, next.Make("ES256", "new", Claims())));
        Assert.Equal(2, issuer.Requests.Count);
    }

    [Fact]
    public async Task A_caller_who_leaves_while_keys_are_fetched_takes_them_from_nobody()
    {
        var (isAsked, mayAnswer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var issuer = await ScriptedUpstream.StartAsync();
        issuer.Answer = async context =>
        {
            isAsked.TrySetResult();
            await mayAnswer.Task;
            await ScriptedUpstream.Json(200, maker.Jwks)(context);
        };
        await using var server = await ServeAsync(issuer);
        using var impatient = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        var (name, value) = Bearer();
        request.Headers.TryAddWithoutValidation(name, value);
        var first = server.Client.SendAsync(request, impatient.Token);
        await isAsked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = server.ChatAsync("Hi", headers: Bearer());
        mayAnswer.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await second).StatusCode);
        Assert.Single(issuer.Requests);
    }

    [Fact]
    public async Task A_secret_that_comes_over_the_network_is_none()
    {
        await using var issuer = await ServingKeysAsync();
        await using var server = await ServeAsync(issuer);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, maker.Make("HS256", "oct", Claims())));
    }

    [Fact]
    public async Task While_the_issuer_was_never_reached_the_answer_is_503()
    {
        await using var issuer = await ScriptedUpstream.StartAsync();
        issuer.Answer = ScriptedUpstream.Json(200, "<html>");
        await using var server = await ServeAsync(issuer);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.ChatAsync("Hi", headers: Bearer())).StatusCode);
    }

    private Task<RunningServer> ServeAsync(ScriptedUpstream issuer) => _keys.ServeAsync(
        configure: settings => (settings.Jwt.Keys, settings.Jwt.Issuer, settings.Jwt.Audience, settings.Jwt.TenantClaim) =
            (issuer.Url + "/jwks", JwtMaker.Issuer, JwtMaker.Audience, "tenant"),
        time: _time);

    private async Task<ScriptedUpstream> ServingKeysAsync()
    {
        var issuer = await ScriptedUpstream.StartAsync();
        issuer.Answer = ScriptedUpstream.Json(200, maker.Jwks);
        return issuer;
    }

    private Dictionary<string, object?> Claims() => JwtMaker.Claims(_time.GetUtcNow());

    private (string, string) Bearer(string scope = "likewise:use", string? subject = "somebody")
    {
        var claims = Claims();
        (claims["scope"], claims["sub"]) = (scope, subject);
        if (subject is null)
            claims.Remove("sub");
        return KeysFixture.Bearer(maker.Make("RS256", "rsa", claims));
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, string token) =>
        (await server.ChatAsync("Hi", headers: KeysFixture.Bearer(token))).StatusCode;
}
